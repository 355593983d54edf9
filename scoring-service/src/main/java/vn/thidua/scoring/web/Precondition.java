package vn.thidua.scoring.web;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;

/** Revisions as entity tags: revision 3 is {@code "3"}. */
public final class Precondition {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

    private Precondition() {}

    /** The entity tag of a revision. */
    public static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    /**
     * The revision that an {@code If-Match} header names, if there is one.
     *
     * @throws RefusalException when it is no single strong entity tag of a revision
     */
    public static Optional<Long> ifMatch(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw new RefusalException(new Refusal(
                    "if-match-unreadable",
                    400,
                    new Text("If-Match không hợp lệ", "If-Match cannot be read"),
                    new Text(
                            "If-Match phải là ETag của bản hiện tại, ví dụ \"1\".",
                            "If-Match is the ETag of the revision that stands, for example \"1\".")));
        }
        return Optional.of(Long.parseLong(tag.group(1)));
    }
}
