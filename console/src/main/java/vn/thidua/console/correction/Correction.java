package vn.thidua.console.correction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A correction as the ranking service tells it. Points in hundredths. */
record Correction(
        long number,
        String state,
        long replaces,
        String because,
        List<Sheet> replaced,
        List<Sheet> sheets,
        List<Change> changes,
        String proposedBy,
        Instant proposedAt,
        List<Approval> approvals) {

    record Sheet(
            String sheet,
            String kind,
            String scorer,
            String target,
            Map<String, Integer> marks,
            List<Adjustment> adjustments) {

        /** What the bonuses and penalties come to. */
        int adjusted() {
            return adjustments.stream().mapToInt(Adjustment::points).sum();
        }
    }

    record Adjustment(String rule, int points) {}

    /** A mark of a sheet; without a criterion what its bonuses and penalties come to. */
    record Mark(
            Sheet sheet,
            @Nullable String criterion,
            @Nullable Integer before,
            @Nullable Integer after) {}

    record Change(Board.Unit unit, Place before, Place after) {}

    record Place(
            @Nullable Integer rank,
            @Nullable Integer total,
            @Nullable String classification,
            @Nullable String award) {}

    record Approval(
            String account, String capacity, @Nullable String unit, Instant at) {}

    public boolean isOpen() {
        return state.equals("PROPOSED");
    }

    public boolean isApprovedBy(String account) {
        return approvals.stream().anyMatch(approval -> approval.account().equals(account));
    }

    /** What is corrected on the sheets, value by value. */
    public List<Mark> marks() {
        return IntStream.range(0, sheets.size())
                .boxed()
                .flatMap(at -> marks(replaced.get(at), sheets.get(at)).stream())
                .toList();
    }

    private static List<Mark> marks(Sheet before, Sheet after) {
        var marks = new ArrayList<Mark>();
        after.marks().forEach((criterion, points) -> {
            if (!Objects.equals(points, before.marks().get(criterion))) {
                marks.add(new Mark(after, criterion, before.marks().get(criterion), points));
            }
        });
        if (!after.adjustments().equals(before.adjustments())) {
            marks.add(new Mark(after, null, before.adjusted(), after.adjusted()));
        }
        return marks;
    }
}
