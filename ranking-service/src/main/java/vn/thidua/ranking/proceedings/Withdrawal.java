package vn.thidua.ranking.proceedings;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ProceedingsRecorded.Act;
import vn.thidua.events.ProceedingsRecorded.Ballot;
import vn.thidua.events.ProceedingsRecorded.Discipline;
import vn.thidua.events.ProceedingsRecorded.Preference;
import vn.thidua.events.ProceedingsRecorded.TieDecision;

/** Takes back what was recorded under a number; it stays in the proceedings, and counts no more. */
final class Withdrawal {

    private Withdrawal() {}

    static Decision of(Proceedings proceedings, long number, Act act) {
        var draft = new Draft(proceedings);
        var found = in(
                        draft.disciplines,
                        number,
                        Discipline::number,
                        Discipline::withdrawn,
                        (d, by) -> new Discipline(d.number(), d.unit(), d.demotion(), d.recorded(), by),
                        act)
                | in(
                        draft.preferences,
                        number,
                        Preference::number,
                        Preference::withdrawn,
                        (p, by) -> new Preference(p.number(), p.unit(), p.recorded(), by),
                        act)
                | in(
                        draft.ballots,
                        number,
                        Ballot::number,
                        Ballot::withdrawn,
                        (b, by) -> new Ballot(
                                b.number(),
                                b.round(),
                                b.award(),
                                b.votes(),
                                b.members(),
                                b.present(),
                                b.counts(),
                                b.recorded(),
                                by),
                        act)
                | in(
                        draft.decisions,
                        number,
                        TieDecision::number,
                        TieDecision::withdrawn,
                        (d, by) -> new TieDecision(d.number(), d.by(), d.award(), d.order(), d.recorded(), by),
                        act);
        return switch (found) {
            case 0 -> new Decision.Refused(Refusals.noEntry(number));
            case 1 -> new Decision.Repeated(proceedings);
            default -> draft.recorded(act.at());
        };
    }

    /** 0 when it is not there, 1 when it was withdrawn before, 2 when it is now. */
    private static <T> int in(
            List<T> entries,
            long number,
            ToLongFunction<T> numbered,
            Function<T, @Nullable Act> withdrawn,
            BiFunction<T, Act, T> withdraw,
            Act act) {
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (numbered.applyAsLong(entry) == number) {
                if (withdrawn.apply(entry) != null) {
                    return 1;
                }
                entries.set(i, withdraw.apply(entry, act));
                return 2;
            }
        }
        return 0;
    }
}
