package vn.thidua.console.inbox;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import vn.thidua.console.identity.Person;
import vn.thidua.console.identity.SignedIn;
import vn.thidua.console.service.NotAllowed;
import vn.thidua.console.service.NotThere;
import vn.thidua.console.service.ServiceSilent;

/** The inbox of whoever is logged in: what is in it, and what has been read. */
@Controller
class InboxPages {

    /** The City committee's inbox. */
    private static final String CITY = "CITY";

    private static final int PER_PAGE = 20;
    private static final Pattern RECIPIENT = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");

    private final Inboxes inboxes;
    private final Names names;
    private final SignedIn signedIn;

    InboxPages(Inboxes inboxes, Names names, SignedIn signedIn) {
        this.inboxes = inboxes;
        this.names = names;
        this.signedIn = signedIn;
    }

    /** Whoever is logged in has one inbox, and sees no other. */
    @GetMapping("/inbox")
    ResponseEntity<Void> own() {
        var recipient =
                signedIn.somebody().flatMap(Person::inbox).orElseThrow(() -> new NotThere("an inbox of one's own"));
        return new Listing(null, null).of(recipient);
    }

    @GetMapping("/inbox/{recipient}")
    String inbox(
            @PathVariable String recipient,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Model model) {
        var page = inboxes.items(existing(recipient), before, PER_PAGE, unread ? true : null);
        model.addAttribute("recipient", recipient);
        model.addAttribute("city", recipient.equals(CITY));
        model.addAttribute("page", page);
        model.addAttribute("before", before);
        model.addAttribute("unreadOnly", unread);
        if (part) {
            return "inbox :: items";
        }
        model.addAttribute("name", name(recipient).orElse(recipient));
        return "inbox";
    }

    @PostMapping("/inbox/{recipient}/items/{seq}/read")
    ResponseEntity<Void> read(@PathVariable String recipient, @PathVariable long seq, Listing listing) {
        inboxes.read(existing(recipient), seq);
        return listing.of(recipient);
    }

    @PostMapping("/inbox/{recipient}/items/{seq}/unread")
    ResponseEntity<Void> unread(@PathVariable String recipient, @PathVariable long seq, Listing listing) {
        inboxes.unread(existing(recipient), seq);
        return listing.of(recipient);
    }

    /** The part of the list that the reader was looking at, to come back to. */
    record Listing(@Nullable Long before, @Nullable Boolean unread) {

        ResponseEntity<Void> of(String recipient) {
            var address = UriComponentsBuilder.fromPath("/inbox/{recipient}");
            Optional.ofNullable(before).ifPresent(seq -> address.queryParam("before", seq));
            Optional.ofNullable(unread).filter(only -> only).ifPresent(only -> address.queryParam("unread", true));
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(address.buildAndExpand(recipient).toUri())
                    .build();
        }
    }

    /** A name is a courtesy: an inbox is shown without it when the scoring service is silent. */
    private Optional<String> name(String recipient) {
        try {
            return recipient.equals(CITY)
                    ? Optional.empty()
                    : Optional.of(names.unit(recipient).name());
        } catch (NotThere | NotAllowed | ServiceSilent unknown) {
            return Optional.empty();
        }
    }

    private static String existing(String recipient) {
        if (!RECIPIENT.matcher(recipient).matches()) {
            throw new NotThere(recipient);
        }
        return recipient;
    }
}
