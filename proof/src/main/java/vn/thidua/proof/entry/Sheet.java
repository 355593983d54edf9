package vn.thidua.proof.entry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a sheet was accepted. Revision 1 is the first, each later one replaces all of the one before; every
 * accepted revision is in the log.
 *
 * @param sheet {@code board/kind/scorer/target}
 * @param scorer the unit that gave the marks
 * @param target the unit that they are for; the scorer itself on a {@link Kind#SELF} sheet
 * @param marks by criterion code; every criterion of the score table
 * @param adjustments in the order of the submission
 * @param digest {@link #digest(String, Kind, String, String, Map, List)}
 * @param blind chance, so that nobody finds the marks by trying which ones give a leaf hash that stands in another's
 *     inclusion path
 */
public record Sheet(
        String board,
        long revision,
        Instant occurredAt,
        String sheet,
        Kind kind,
        String scorer,
        String target,
        Map<String, Integer> marks,
        List<Adjustment> adjustments,
        String digest,
        @Nullable String blind)
        implements Entry {

    /** @throws IllegalArgumentException when id or digest are not those of the content */
    public Sheet {
        requireNonNull(occurredAt, "occurredAt");
        marks = Collections.unmodifiableMap(new TreeMap<>(marks));
        adjustments = List.copyOf(adjustments);
        if (!sheet.equals(id(board, kind, scorer, target))) {
            throw new IllegalArgumentException(
                    "the sheet is called " + sheet + " and is " + id(board, kind, scorer, target));
        }
        if (revision < 1) {
            throw new IllegalArgumentException("the first revision is 1, not " + revision);
        }
        var right = digest(board, kind, scorer, target, marks, adjustments);
        if (!digest.equals(right)) {
            throw new IllegalArgumentException("the digest is " + digest + ", and that of the content is " + right);
        }
    }

    /** This revision, with the digest of its content. */
    public static Sheet accepted(
            String board,
            long revision,
            Instant occurredAt,
            Kind kind,
            String scorer,
            String target,
            Map<String, Integer> marks,
            List<Adjustment> adjustments,
            @Nullable String blind) {
        return new Sheet(
                board,
                revision,
                occurredAt,
                id(board, kind, scorer, target),
                kind,
                scorer,
                target,
                marks,
                adjustments,
                digest(board, kind, scorer, target, marks, adjustments),
                blind);
    }

    /** The same without chance in it, for what is not published. */
    public static Sheet accepted(
            String board,
            long revision,
            Instant occurredAt,
            Kind kind,
            String scorer,
            String target,
            Map<String, Integer> marks,
            List<Adjustment> adjustments) {
        return accepted(board, revision, occurredAt, kind, scorer, target, marks, adjustments, null);
    }

    /** {@code board/kind/scorer/target}. */
    public static String id(String board, Kind kind, String scorer, String target) {
        return board + "/" + kind + "/" + scorer + "/" + target;
    }

    /**
     * {@code sha-256:} and the digest over canonical JSON of {@code {adjustments, board, kind, marks, scorer, target}}, as on
     * a receipt, but with commitments in place of notes: the digest of a note that can be guessed would give it away.
     */
    public static String digest(
            String board,
            Kind kind,
            String scorer,
            String target,
            Map<String, Integer> marks,
            List<Adjustment> adjustments) {
        var content = EntryJson.content(board, kind, scorer, target, marks, adjustments)
                .build()
                .canonical();
        return "sha-256:" + HexFormat.of().formatHex(Commitment.sha256().digest(content));
    }

    /** Who scores whom. */
    public enum Kind {
        /** Tự chấm: a unit scores itself; shown beside, never counted. */
        SELF,
        /** Cùng chấm: a unit scores another member. */
        PEER,
        /** Thẩm định lần 1: an appraiser, member or not, scores a member. */
        APPRAISAL_1,
        /** Thẩm định lần 2: the same after the member's explanation. */
        APPRAISAL_2;

        boolean isAppraisal() {
            return this == APPRAISAL_1 || this == APPRAISAL_2;
        }
    }

    /**
     * Điểm thưởng or điểm trừ.
     *
     * @param rule the code of a bonus or penalty rule of the score table
     * @param points positive for a bonus, negative for a penalty
     * @param note stands for what it is given for, if that was said
     */
    public record Adjustment(
            String rule, int points, @Nullable Commitment note) {}
}
