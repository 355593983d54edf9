package vn.thidua.scoring.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.thidua.messaging.AuthContext;

/**
 * Minh chứng for one criterion of one unit: a link or a file. Never changed and never removed once it is there.
 *
 * @param id the same for the same link or content under the same criterion
 * @param unit whose it is
 * @param note what it shows
 * @param late whether it came when the plan's time for evidence was over
 * @param penalty the code of the penalty that scorers may give for that; {@code null} when it is in time, or costs nothing
 * @param by on whose authority it was added first
 */
public record Evidence(
        String id,
        String board,
        String unit,
        String criterion,
        Proof proof,
        @Nullable String note,
        Instant addedAt,
        boolean late,
        @Nullable String penalty,
        AuthContext by) {

    public Evidence {
        requireNonNull(id, "id");
        requireNonNull(board, "board");
        requireNonNull(unit, "unit");
        requireNonNull(criterion, "criterion");
        requireNonNull(proof, "proof");
        requireNonNull(addedAt, "addedAt");
        requireNonNull(by, "by");
    }

    /** What is shown. */
    public sealed interface Proof {

        /** Something elsewhere: an absolute address of http or https. */
        record Link(String address) implements Proof {

            public Link {
                requireNonNull(address, "address");
            }
        }

        /**
         * A file kept here.
         *
         * @param type one of {@link FileType}
         * @param size in bytes
         * @param sha256 the hex digest of its content, under which it is kept
         */
        record File(String name, FileType type, long size, String sha256) implements Proof {

            public File {
                requireNonNull(name, "name");
                requireNonNull(type, "type");
                requireNonNull(sha256, "sha256");
            }
        }
    }
}
