package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import vn.thidua.messaging.AuthContext;

/**
 * A wish to have a sheet stand with this content.
 *
 * @param digest over the content, see {@link CanonicalSheet}
 * @param key the same when the submission is repeated, so that the repeat is recognised even when the sheet has been
 *     corrected since
 * @param replaces the revision that this corrects; 0 or {@code null} when there should be none
 * @param by on whose authority
 * @param reason why it corrects what stands
 */
public record SubmitSheet(
        SheetContent content,
        String digest,
        @Nullable String key,
        @Nullable Long replaces,
        AuthContext by,
        @Nullable String reason) {

    public SubmitSheet {
        requireNonNull(content, "content");
        requireNonNull(digest, "digest");
        requireNonNull(by, "by");
    }
}
