package vn.thidua.messaging;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/**
 * On whose authority an event happened, as the CloudEvents auth context extension names it. It is a record of what was
 * checked when the event was decided, not a credential.
 *
 * @param type {@code app_user} for a person, {@code service_account} for a program, {@code system} for the service itself
 * @param id the account or the client
 * @param claims what of its rights mattered, ordered by name
 */
public record AuthContext(String type, String id, Map<String, String> claims) {

    public AuthContext {
        requireNonNull(type, "type");
        requireNonNull(id, "id");
        claims = Collections.unmodifiableMap(new TreeMap<>(claims));
    }

    /** As it stands beside an event in a document's log. */
    public Document toDocument() {
        var named = new Document();
        claims.forEach(named::append);
        return new Document("type", type).append("id", id).append("claims", named);
    }

    /** From a document's log. */
    public static AuthContext from(Document auth) {
        var claims = new TreeMap<String, String>();
        auth.get("claims", Document.class).forEach((name, value) -> claims.put(name, String.valueOf(value)));
        return new AuthContext(auth.getString("type"), auth.getString("id"), claims);
    }

    String claimsJson() {
        return JsonMapper.shared().writeValueAsString(claims);
    }
}
