package vn.thidua.notification.inbox.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.messaging.testing.TestStore;

/** On MongoDB. */
@EnabledIf("vn.thidua.messaging.testing.Docker#answers")
class ContainerInboxesTest extends MongoInboxesConformance {

    ContainerInboxesTest() {
        super(TestStore::container);
    }

    @Test
    void thousands_of_items_do_not_slow_down_a_full_inbox() {
        appendResultsOf(1, 100);
        var few = timeOfTwentyLooks();
        appendResultsOf(101, 1000);
        var many = timeOfTwentyLooks();

        assertThat(inboxes.newest("CITY")).isEqualTo(1000);
        // A whole scan would take ten times as long; the slack is for a busy machine.
        assertThat(many).isLessThan(few.multipliedBy(5).plusMillis(50));
    }

    private Duration timeOfTwentyLooks() {
        var best = Duration.ofDays(1);
        for (var round = 0; round < 5; round++) {
            var start = System.nanoTime();
            for (var look = 0; look < 20; look++) {
                inboxes.before("CITY", null, 20, false);
                inboxes.after("HBT", inboxes.newest("HBT") - 3, 20);
                inboxes.mark("DD", 50, look % 2 == 0);
            }
            var took = Duration.ofNanos(System.nanoTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }
}
