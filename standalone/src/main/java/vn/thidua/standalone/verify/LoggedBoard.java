package vn.thidua.standalone.verify;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Adjustment;
import vn.thidua.events.EventJson;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.TableRules.KindRule;
import vn.thidua.events.UnitRef;
import vn.thidua.proof.entry.Closed;
import vn.thidua.proof.entry.Corrected;
import vn.thidua.proof.entry.Entry;
import vn.thidua.proof.entry.Opened;
import vn.thidua.proof.entry.Recused;
import vn.thidua.proof.entry.Sheet;
import vn.thidua.rules.Members;
import vn.thidua.rules.Outcome;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.StandingsRows;
import vn.thidua.rules.Table;

/** What the log says of one board, and the standings that it gives. */
final class LoggedBoard {

    private final String id;
    private final Findings findings;
    private final Map<String, Sheet> sheets = new TreeMap<>();
    private final List<Closed> closed = new ArrayList<>();
    private final List<Corrected> corrections = new ArrayList<>();
    private @Nullable Opened opened;
    private @Nullable Recused recused;

    LoggedBoard(String id, Findings findings) {
        this.id = id;
        this.findings = findings;
    }

    void add(long index, Entry entry) {
        switch (entry) {
            case Opened opening -> {
                if (opened != null) {
                    wrong(index, "bảng được mở lần nữa", "the board is opened again");
                }
                opened = opening;
            }
            case Sheet sheet -> {
                var before = sheets.put(sheet.sheet(), sheet);
                var last = before == null ? 0 : before.revision();
                if (opened == null || !closed.isEmpty()) {
                    wrong(index, "phiếu ngoài thời gian chấm", "a sheet while the board takes none");
                }
                if (sheet.revision() != last + 1) {
                    wrong(
                            index,
                            "bản " + sheet.revision() + " của " + sheet.sheet() + " đứng sau bản " + last,
                            "revision " + sheet.revision() + " of " + sheet.sheet() + " comes after " + last);
                }
            }
            case Recused recusals -> {
                if (!closed.isEmpty()) {
                    wrong(index, "miễn chấm sau khi khóa bảng", "a recusal after the board was closed");
                }
                recused = recusals;
            }
            case Closed closing -> closed.add(closing);
            case Corrected correction -> correct(index, correction);
        }
    }

    private void correct(long index, Corrected correction) {
        var sheet = correction.sheet();
        var before = counted(Long.MAX_VALUE).get(sheet.sheet());
        if (!isClosed() || before == null || !counts(before)) {
            wrong(index, "đính chính phiếu không được tính", "a correction of a sheet that does not count");
        } else if (sheet.revision() != before.revision() + 1) {
            wrong(
                    index,
                    "đính chính bản " + sheet.revision() + " của " + sheet.sheet() + " đứng sau bản "
                            + before.revision(),
                    "correction " + sheet.revision() + " of " + sheet.sheet() + " comes after " + before.revision());
        }
        var last = corrections.isEmpty() ? null : corrections.getLast();
        var isInOrder = last == null || last.part() == last.parts()
                ? correction.part() == 1 && (last == null || correction.replaces() >= last.revision())
                : correction.continues(last);
        if (!isInOrder) {
            wrong(index, "đính chính không theo thứ tự", "a correction out of order");
        }
        corrections.add(correction);
    }

    /** The sheets as results of a revision count them. */
    private Map<String, Sheet> counted(long revision) {
        var counted = new TreeMap<>(sheets);
        corrections.stream()
                .filter(correction -> correction.revision() <= revision)
                .forEach(correction -> counted.put(correction.sheet().sheet(), correction.sheet()));
        return counted;
    }

    /** Whether results of this revision are a correction of that one. */
    boolean hasCorrection(long revision, long replaces) {
        return corrections.stream()
                .anyMatch(correction -> correction.revision() == revision && correction.replaces() == replaces);
    }

    /** Says what was corrected. */
    void tellCorrections() {
        if (!corrections.isEmpty()
                && corrections.getLast().part() < corrections.getLast().parts()) {
            findings.differs(
                    "Đính chính cuối của " + id + " chưa đủ các phần.",
                    "The last correction of " + id + " lacks some of its parts.");
        }
        var facts = new TreeMap<Long, List<Corrected>>();
        corrections.forEach(correction -> facts.computeIfAbsent(correction.revision(), first -> new ArrayList<>())
                .add(correction));
        facts.forEach((revision, parts) -> {
            var replaces = parts.getFirst().replaces();
            var named = parts.stream().map(part -> part.sheet().sheet()).collect(joining(", "));
            findings.checked(
                    "đính chính của " + id + ": bản " + revision + " thay bản " + replaces + ", các phiếu " + named,
                    "correction of " + id + ": revision " + revision + " replaces " + replaces + ", with " + named);
        });
    }

    private void wrong(long index, String vi, String en) {
        findings.differs("Mục " + index + ": " + vi + ".", "Entry " + index + ": " + en + ".");
    }

    boolean isOpened() {
        return opened != null;
    }

    boolean isClosed() {
        return !closed.isEmpty() && closed.size() == closed.getFirst().parts();
    }

    private boolean counts(Sheet sheet) {
        return recused == null || !recused.recuses(sheet.scorer(), sheet.target());
    }

    /** Whether the manifest says what the sheets before it say. */
    void checkManifest() {
        if (!isClosed()) {
            return;
        }
        var counted = closed.stream()
                .flatMap(part -> part.manifest().stream())
                .collect(toMap(Closed.Counted::sheet, each -> each, (one, same) -> one));
        sheets.values().stream().filter(this::counts).forEach(last -> {
            var sheet = last.sheet();
            var named = counted.remove(sheet);
            if (named == null
                    || named.revision() != last.revision()
                    || !named.digest().equals(last.digest())) {
                findings.differs(
                        "Danh sách khi khóa của " + id + " không khớp phiếu " + sheet + ".",
                        "The manifest of " + id + " differs from the sheet " + sheet + ".");
            }
        });
        counted.keySet()
                .forEach(sheet -> findings.differs(
                        "Danh sách khi khóa nêu phiếu " + sheet + " không có trong nhật ký.",
                        "The manifest names the sheet " + sheet + ", which is not in the log."));
    }

    /** The standings that the log gives for results of this revision; those of a season without a result are empty. */
    List<Row> standings(long revision) {
        var opening = opened;
        if (opening == null) {
            return List.of();
        }
        var table = Table.of(table(opening));
        var units = opening.members().stream()
                .map(member -> new UnitRef(member.id(), member.name()))
                .toList();
        // Who appraises is known by the appraisals: the service takes them from nobody else.
        var appraisers = sheets.values().stream()
                .filter(sheet -> sheet.kind() == Sheet.Kind.APPRAISAL_1 || sheet.kind() == Sheet.Kind.APPRAISAL_2)
                .map(sheet -> new Members.Appraiser(
                        new UnitRef(sheet.scorer(), sheet.scorer()), kind(sheet), List.of(sheet.target())))
                .toList();
        var members = new Members(units, appraisers);
        var outcome = Outcome.compute(
                table,
                members,
                counted(revision).values().stream().map(LoggedBoard::countable).toList(),
                proceedings(units));
        return new StandingsRows(table, members).rows(outcome);
    }

    private Proceedings proceedings(List<UnitRef> units) {
        var recusals = new ArrayList<Proceedings.Recusal>();
        for (var recusal : recused == null ? List.<Recused.Recusal>of() : recused.recusals()) {
            units.stream()
                    .map(UnitRef::id)
                    .filter(target -> recusal.target() == null
                            ? !target.equals(recusal.scorer())
                            : target.equals(recusal.target()))
                    .forEach(target -> recusals.add(new Proceedings.Recusal(recusal.scorer(), target, "")));
        }
        return Proceedings.of(recusals, List.of());
    }

    private static ScoreTable table(Opened opened) {
        var entry = EventJson.mapper().readTree(opened.encode());
        return EventJson.mapper().treeToValue(entry.get("scoreTable"), ScoreTable.class);
    }

    private static KindRule.Kind kind(Sheet sheet) {
        return KindRule.Kind.valueOf(sheet.kind().name());
    }

    /** Whether something that is not in the log may lower a class. */
    boolean hasDemotions() {
        var rules = opened == null ? null : table(opened).rules();
        return rules != null && rules.demotions() != null && !rules.demotions().isEmpty();
    }

    private static vn.thidua.rules.Sheet countable(Sheet sheet) {
        return new vn.thidua.rules.Sheet(
                kind(sheet),
                sheet.scorer(),
                sheet.target(),
                sheet.revision(),
                sheet.marks(),
                sheet.adjustments().stream()
                        .map(adjustment -> new Adjustment(adjustment.rule(), adjustment.points(), null))
                        .toList());
    }

    /** Everything in which sheets that are kept elsewhere differ. What was scored stays so in the scoring service. */
    void compare(Evidence.Place place, Map<String, Evidence.Kept> kept) {
        var others = new HashMap<>(kept);
        var right = switch (place) {
            case SCORING -> sheets;
            case RANKING -> counted(Long.MAX_VALUE);
        };
        right.forEach((id, logged) -> {
            var other = others.remove(id);
            if (other == null) {
                findings.differs(place.vi() + ": thiếu " + id + ".", place.en() + ": " + id + " is missing.");
            } else {
                compare(place, logged, other);
            }
        });
        others.keySet()
                .forEach(id -> findings.differs(
                        place.vi() + ": " + id + " không có trong nhật ký.",
                        place.en() + ": " + id + " is not in the log."));
    }

    private void compare(Evidence.Place place, Sheet logged, Evidence.Kept kept) {
        if (kept.revision() != logged.revision()) {
            different(place, logged, "revision", kept.revision(), logged.revision());
        }
        logged.marks().forEach((criterion, points) -> {
            if (!points.equals(kept.marks().get(criterion))) {
                different(place, logged, criterion, kept.marks().get(criterion), points);
            }
        });
        if (kept.marks().size() != logged.marks().size()) {
            different(
                    place, logged, "marks", kept.marks().size(), logged.marks().size());
        }
        var adjustments = new HashMap<String, Integer>();
        for (var adjustment : logged.adjustments()) {
            adjustments.put(adjustments.size() + " " + adjustment.rule(), adjustment.points());
        }
        if (!adjustments.equals(kept.adjustments())) {
            different(place, logged, "adjustments", kept.adjustments(), adjustments);
        }
    }

    private void different(Evidence.Place place, Sheet logged, String what, @Nullable Object kept, Object right) {
        findings.differs(
                place.vi() + ": " + what + " của " + logged.sheet() + " là " + kept + ", nhật ký ghi " + right + ".",
                place.en() + ": " + what + " of " + logged.sheet() + " is " + kept + ", and the log has " + right
                        + ".");
    }
}
