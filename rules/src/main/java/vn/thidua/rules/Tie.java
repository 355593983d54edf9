package vn.thidua.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.TableRules.Award;
import vn.thidua.events.TableRules.TieBreak;

/** Đồng hạng: units with the same total. */
public sealed interface Tie {

    /** The ids of the units. */
    List<String> units();

    /**
     * It stays a tie, because nothing depends on it.
     *
     * @param award what all of them come into; {@code null} when the units differ in nothing but their ranks, or get
     *     nothing
     */
    record Harmless(List<String> units, int total, @Nullable Award award) implements Tie {

        public Harmless {
            units = List.copyOf(units);
        }
    }

    /**
     * It lies across the edge of an award, and must be broken.
     *
     * @param award the award with too few places left for all of them
     * @param places how many are left
     * @param steps what was tried, in order
     * @param unbroken those among whom it is still undecided who gets it; empty when the tie is broken
     */
    record AtAward(List<String> units, int total, Award award, int places, List<Attempt> steps, List<String> unbroken)
            implements Tie {

        public AtAward {
            units = List.copyOf(units);
            steps = List.copyOf(steps);
            unbroken = List.copyOf(unbroken);
        }
    }

    /** One step of the chain, tried on the units that the step before left undecided. */
    sealed interface Attempt {

        TieBreak step();

        /**
         * It told units apart.
         *
         * @param order best first; units in one list are still equal
         * @param reason what was decided or found, in the words of those who did; {@code null} where points speak
         */
        record Parted(
                TieBreak step,
                List<List<String>> order,
                @Nullable String reason) implements Attempt {

            public Parted {
                order = order.stream().map(List::copyOf).toList();
            }
        }

        /** They are equal in this too. */
        record Equal(TieBreak step, List<String> units) implements Attempt {

            public Equal {
                units = List.copyOf(units);
            }
        }

        /** Nothing was decided on these units yet. */
        record Awaited(TieBreak step, List<String> units) implements Attempt {

            public Awaited {
                units = List.copyOf(units);
            }
        }
    }
}
