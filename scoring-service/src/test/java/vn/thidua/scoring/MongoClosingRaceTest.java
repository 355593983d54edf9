package vn.thidua.scoring;

import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.messaging.testing.TestStore;

@EnabledIf("vn.thidua.messaging.testing.Docker#answers")
class MongoClosingRaceTest extends ClosingRaceKit {

    @Override
    String uri() {
        return TestStore.container();
    }
}
