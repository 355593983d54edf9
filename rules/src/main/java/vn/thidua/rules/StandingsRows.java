package vn.thidua.rules;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.AwardTie;
import vn.thidua.events.Standings.PathStep;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.Standings.Sentence;
import vn.thidua.events.TableRules.KindRule.Kind;

/**
 * An outcome as standings tell of it. Under a table without rules of its own they carry nothing but what they always
 * did, so that readers of old see no difference.
 */
public final class StandingsRows {

    private final Table table;
    private final Words words;

    /** For a board under this table, with these members. */
    public StandingsRows(Table table, Members members) {
        this.table = table;
        words = new Words(members);
    }

    /** The rows, best first. */
    public List<Row> rows(Outcome outcome) {
        return outcome.units().stream().map(this::row).toList();
    }

    private Row row(UnitOutcome unit) {
        var isPlain = table.data().rules() == null;
        var award = unit.award();
        return new Row(
                unit.unit(),
                unit.rank(),
                unit.tied(),
                unit.base(),
                unit.bonus(),
                unit.penalty(),
                unit.total(),
                unit.self(),
                peers(unit, UnitOutcome.KindOutcome::received),
                peers(unit, UnitOutcome.KindOutcome::expected),
                classification(unit.classification()),
                award == null ? null : award.code(),
                isPlain || unit.holds().isEmpty() ? null : unit.holds().stream().collect(joining("; ")),
                isPlain ? null : path(unit));
    }

    private static int peers(UnitOutcome unit, ToIntFunction<UnitOutcome.KindOutcome> number) {
        return unit.kinds().stream()
                .filter(kind -> kind.kind() == Kind.PEER)
                .mapToInt(number)
                .sum();
    }

    private Standings.@Nullable Classification classification(@Nullable Classification classification) {
        if (classification == null) {
            return null;
        }
        var because = classification.because().stream()
                .map(reason -> sentence(words.of(reason)))
                .toList();
        return new Standings.Classification(
                classification.band().code(), classification.band().name(), because.isEmpty() ? null : because);
    }

    /** From a unit's marks to its total: under every table, also under one whose rows leave it out. */
    public List<PathStep> path(UnitOutcome unit) {
        return unit.explanation().steps().stream()
                .map(step -> new PathStep(Words.code(step), step.amount(), sentence(words.of(step))))
                .toList();
    }

    /** The ties at the edge of an award; {@code null} when the table has no awards. */
    public @Nullable List<AwardTie> ties(Outcome outcome) {
        if (table.awards().isEmpty()) {
            return null;
        }
        return outcome.ties().stream()
                .filter(Tie.AtAward.class::isInstance)
                .map(Tie.AtAward.class::cast)
                .map(tie -> new AwardTie(
                        tie.award().code(),
                        tie.places(),
                        tie.units(),
                        tie.steps().stream()
                                .map(step -> sentence(words.of(step)))
                                .toList(),
                        tie.unbroken()))
                .toList();
    }

    private static Sentence sentence(Text text) {
        return new Sentence(text.vi(), text.en());
    }
}
