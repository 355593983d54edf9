package vn.thidua.scoring.sheet.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Adjustment;
import vn.thidua.scoring.sheet.Revision;
import vn.thidua.scoring.sheet.Sheet;

/**
 * Every revision of a sheet.
 *
 * @param revisions the newest first
 */
record SheetHistory(String sheet, List<Entry> revisions) {

    static SheetHistory of(Sheet sheet) {
        var entries = new ArrayList<Entry>();
        Revision before = null;
        for (var revision : sheet.history()) {
            entries.addFirst(Entry.of(before, revision));
            before = revision;
        }
        return new SheetHistory(sheet.id().toString(), entries);
    }

    /**
     * One revision.
     *
     * @param by the account that gave it
     * @param reason why it replaced the one before
     * @param changes what it changed, by code; of the first revision everything
     */
    record Entry(
            long revision,
            Instant receivedAt,
            String digest,
            String by,
            @Nullable String reason,
            List<Change> changes) {

        static Entry of(@Nullable Revision before, Revision revision) {
            var changes = new ArrayList<Change>();
            var once = before == null
                    ? new TreeMap<String, Integer>()
                    : new TreeMap<>(before.content().marks());
            var now = revision.content().marks();
            for (var code : union(once.keySet(), now.keySet())) {
                add(changes, new Change(code, once.get(code), now.get(code), null, null));
            }
            var rulesBefore = before == null
                    ? new TreeMap<String, Adjusted>()
                    : adjusted(before.content().adjustments());
            var rulesNow = adjusted(revision.content().adjustments());
            for (var code : union(rulesBefore.keySet(), rulesNow.keySet())) {
                var was = rulesBefore.get(code);
                var is = rulesNow.get(code);
                add(
                        changes,
                        new Change(
                                code,
                                was == null ? null : was.points(),
                                is == null ? null : is.points(),
                                was == null ? null : was.notes(),
                                is == null ? null : is.notes()));
            }
            return new Entry(
                    revision.number(),
                    revision.receivedAt(),
                    revision.digest(),
                    revision.by().id(),
                    revision.reason(),
                    changes);
        }

        private static TreeSet<String> union(Iterable<String> some, Iterable<String> others) {
            var all = new TreeSet<String>();
            some.forEach(all::add);
            others.forEach(all::add);
            return all;
        }

        private static void add(List<Change> changes, Change change) {
            if (change.isAny()) {
                changes.add(change);
            }
        }

        /** What each rule comes to on a sheet, with its notes. */
        private static TreeMap<String, Adjusted> adjusted(List<Adjustment> adjustments) {
            return adjustments.stream()
                    .collect(Collectors.toMap(Adjustment::rule, Adjusted::of, Adjusted::and, TreeMap::new));
        }
    }

    private record Adjusted(int points, String notes) {

        static Adjusted of(Adjustment adjustment) {
            var note = adjustment.note();
            return new Adjusted(adjustment.points(), note == null ? "" : note);
        }

        Adjusted and(Adjusted other) {
            return new Adjusted(points + other.points, (notes + "\n" + other.notes).strip());
        }
    }

    /**
     * One criterion, or one bonus or penalty, before and after.
     *
     * @param before hundredths; absent when there was nothing
     * @param after hundredths; absent when there is nothing any more
     * @param noteBefore of a bonus or penalty
     * @param noteAfter of a bonus or penalty
     */
    record Change(
            String code,
            @Nullable Integer before,
            @Nullable Integer after,
            @Nullable String noteBefore,
            @Nullable String noteAfter) {

        boolean isAny() {
            return !Objects.equals(before, after) || !Objects.equals(noteBefore, noteAfter);
        }
    }
}
