package vn.thidua.console.issuer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.thidua.console.identity.IdentitySettings;

/** Asks for name and password; tells the demo accounts where they are in force. */
@Controller
@ConditionalOnIssuer
final class LoginPage {

    private final Accounts accounts;
    private final IdentitySettings settings;

    LoginPage(Accounts accounts, IdentitySettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    @GetMapping("/login")
    String login(@RequestParam(required = false) @Nullable String error, Model model) {
        model.addAttribute("refused", error != null);
        model.addAttribute("accounts", accounts.demo());
        model.addAttribute("password", settings.publishedPassword().orElse(null));
        return "login";
    }
}
