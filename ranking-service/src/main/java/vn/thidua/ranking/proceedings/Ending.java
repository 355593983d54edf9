package vn.thidua.ranking.proceedings;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ProceedingsRecorded.Act;
import vn.thidua.events.ProceedingsRecorded.Hold;

/**
 * What happens to a hold that stands.
 *
 * @param change gives the hold as it is then, or {@code null} when it is so already
 */
record Ending(Proceedings proceedings, long number, Function<Hold, @Nullable Hold> change) {

    static Ending of(Proceedings proceedings, long number, Function<Hold, @Nullable Hold> change) {
        return new Ending(proceedings, number, change);
    }

    Decision decide(Act act) {
        var draft = new Draft(proceedings);
        for (var i = 0; i < draft.holds.size(); i++) {
            var hold = draft.holds.get(i);
            if (hold.number() == number) {
                if (hold.released() != null) {
                    return new Decision.Repeated(proceedings);
                }
                var changed = change.apply(hold);
                if (changed == null) {
                    return new Decision.Repeated(proceedings);
                }
                draft.holds.set(i, changed);
                return draft.recorded(act.at());
            }
        }
        return new Decision.Refused(Refusals.noEntry(number));
    }
}
