package vn.thidua.console.identity;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** What the console proves itself with to the authorization server that it carries: made up anew at each start. */
@Component
public final class OwnSecret {

    private final String text;

    OwnSecret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        text = HexFormat.of().formatHex(bytes);
    }

    public String text() {
        return text;
    }
}
