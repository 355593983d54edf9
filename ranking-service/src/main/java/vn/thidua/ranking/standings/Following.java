package vn.thidua.ranking.standings;

import java.time.Clock;
import java.util.List;
import vn.thidua.events.ProceedingsRecorded;

/** Makes the standings of a board follow what is decided beside its marks. Repeating it is harmless. */
public final class Following {

    private final Boards boards;
    private final Clock clock;

    public Following(Boards boards, Clock clock) {
        this.boards = boards;
        this.clock = clock;
    }

    /**
     * Returns once the standings that follow it are durable.
     *
     * @return whether they follow it; {@code false} when they became final without it
     */
    public boolean follow(ProceedingsRecorded recorded) {
        while (true) {
            var before = boards.find(recorded.board());
            var after = before.deciding(recorded);
            if (after.equals(before)) {
                var held = before.recorded();
                return held != null && held.revision() >= recorded.revision();
            }
            if (boards.write(List.of(Change.counted(before, after, null, clock.instant())))
                    .isEmpty()) {
                return true;
            }
        }
    }
}
