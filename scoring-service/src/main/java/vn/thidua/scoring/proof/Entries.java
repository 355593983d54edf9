package vn.thidua.scoring.proof;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Adjustment;
import vn.thidua.events.EventJson;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.proof.entry.Closed;
import vn.thidua.proof.entry.Commitment;
import vn.thidua.proof.entry.Corrected;
import vn.thidua.proof.entry.Opened;
import vn.thidua.proof.entry.Recused;
import vn.thidua.proof.entry.Sheet;
import vn.thidua.proof.json.Json;
import vn.thidua.scoring.sheet.Revision;

/** Facts as entries of the log. The same fact always gives the same entry, but for what is chance in it. */
public final class Entries {

    private final Salts salts;

    Entries(Salts salts) {
        this.salts = salts;
    }

    /** The same, with what these revisions need at hand: asked for together, not one by one. */
    Entries prepared(Collection<Revision> revisions) {
        var counts = new HashMap<String, Integer>();
        for (var revision : revisions) {
            var notes = notes(revision.content().adjustments());
            if (notes > 0) {
                counts.put(subject(revision), notes);
            }
        }
        if (counts.isEmpty()) {
            return this;
        }
        var known = salts.of(counts);
        return new Entries(asked -> known.keySet().containsAll(asked.keySet()) ? known : salts.of(asked));
    }

    private static String subject(Revision revision) {
        return revision.content().sheet() + "#" + revision.number();
    }

    private static int notes(List<Adjustment> adjustments) {
        return (int) adjustments.stream()
                .filter(adjustment -> adjustment.note() != null)
                .count();
    }

    /** The opening of a board. */
    public static Opened opened(ScoringOpened opened) {
        return new Opened(
                opened.board(),
                opened.revision(),
                opened.occurredAt(),
                new Opened.Named(opened.cluster().id(), opened.cluster().name()),
                opened.period(),
                opened.year(),
                opened.head(),
                opened.members().stream()
                        .map(unit -> new Opened.Named(unit.id(), unit.name()))
                        .toList(),
                table(opened),
                isPlain(opened) ? Opened.Counting.PEER_MEAN : Opened.Counting.TABLE_RULES,
                opened.notice());
    }

    /** With rounds, other sheets are expected than under the plain rule, whatever the table says. */
    private static boolean isPlain(ScoringOpened opened) {
        return opened.scoreTable().rules() == null && opened.roundPlan() == null;
    }

    /** Who was recused when the board was closed; why is not in the log. */
    static Recused recused(ScorerRecused recused) {
        return new Recused(
                recused.board(),
                recused.revision(),
                recused.occurredAt(),
                recused.recusals().stream()
                        .map(recusal -> new Recused.Recusal(recusal.scorer(), recusal.target(), null))
                        .toList());
    }

    private static Opened.Table table(ScoringOpened opened) {
        var table = opened.scoreTable();
        return new Opened.Table(
                table.version(),
                table.baseMax(),
                table.bonusMax(),
                table.penaltyMax(),
                table.totalCap(),
                table.step(),
                table.groups().stream()
                        .map(group -> new Opened.Group(
                                group.code(),
                                group.name(),
                                group.max(),
                                group.criteria().stream()
                                        .map(criterion -> new Opened.Criterion(
                                                criterion.code(),
                                                criterion.name(),
                                                criterion.max(),
                                                criterion.weight()))
                                        .toList(),
                                group.parent(),
                                group.weight()))
                        .toList(),
                table.bonusRules().stream()
                        .map(rule -> new Opened.Rule(rule.code(), rule.name(), rule.max()))
                        .toList(),
                table.penaltyRules().stream()
                        .map(rule -> new Opened.Rule(rule.code(), rule.name(), rule.points(), rule.max()))
                        .toList(),
                isPlain(opened) ? null : rules(table));
    }

    private static Json rules(ScoreTable table) {
        return table.rules() == null
                ? new Json.Obj(Map.of())
                : Json.read(EventJson.mapper().writeValueAsBytes(table.rules()));
    }

    /** @param blind chance that goes into the entry */
    Sheet sheet(Revision revision, @Nullable String blind) {
        var content = revision.content();
        return Sheet.accepted(
                content.board(),
                revision.number(),
                revision.receivedAt(),
                Sheet.Kind.valueOf(content.kind().name()),
                content.scorer(),
                content.target(),
                content.marks(),
                adjustments(subject(revision), content.adjustments()),
                blind);
    }

    private List<Sheet.Adjustment> adjustments(String subject, List<Adjustment> adjustments) {
        var notes = notes(adjustments);
        var made = notes == 0 ? List.<byte[]>of() : salts.of(subject, notes);
        if (made.size() < notes) {
            throw new IllegalStateException(
                    subject + " has " + notes + " notes, and had " + made.size() + " when it was logged");
        }
        var left = made.iterator();
        var committed = new ArrayList<Sheet.Adjustment>(adjustments.size());
        for (var adjustment : adjustments) {
            var note = adjustment.note();
            committed.add(new Sheet.Adjustment(
                    adjustment.rule(), adjustment.points(), note == null ? null : Commitment.to(left.next(), note)));
        }
        return committed;
    }

    /** @param digests of the manifest's sheets as they are in the log, in the manifest's order */
    List<Closed> closed(ScoringClosed closed, List<String> digests) {
        var manifest = new ArrayList<Closed.Counted>();
        for (var counted : closed.manifest()) {
            manifest.add(new Closed.Counted(counted.sheet(), counted.revision(), digests.get(manifest.size())));
        }
        var because = closed.missingBecause();
        var commitment = because == null
                ? null
                : Commitment.to(salts.of(closed.board(), 1).getFirst(), because);
        return Closed.parts(
                closed.board(), closed.revision(), closed.occurredAt(), manifest, closed.missing(), commitment);
    }

    /** @param sheets those of the corrected sheets that this correction is about */
    List<Corrected> corrected(ResultsFinalised results, List<ScoreSubmitted> sheets) {
        var correction = requireNonNull(results.standings().correction());
        var subject = results.board() + "@" + results.revision();
        var because = Commitment.to(salts.of(subject, 1).getFirst(), correction.because());
        var parts = new ArrayList<Corrected>();
        for (var sheet : sheets) {
            parts.add(new Corrected(
                    results.board(),
                    results.revision(),
                    results.occurredAt(),
                    correction.replaces(),
                    because,
                    parts.size() + 1,
                    sheets.size(),
                    sheet(sheet)));
        }
        return parts;
    }

    private Sheet sheet(ScoreSubmitted sheet) {
        return Sheet.accepted(
                sheet.board(),
                sheet.revision(),
                sheet.occurredAt(),
                Sheet.Kind.valueOf(sheet.kind().name()),
                sheet.scorer(),
                sheet.target(),
                sheet.marks(),
                adjustments(sheet.sheet() + "#" + sheet.revision(), sheet.adjustments()));
    }

    /** What this revision's digest is in the log. */
    String digest(Revision revision) {
        return sheet(revision, null).digest();
    }
}
