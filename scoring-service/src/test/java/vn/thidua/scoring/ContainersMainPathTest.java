package vn.thidua.scoring;

import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

@EnabledIf("vn.thidua.messaging.testing.Docker#answers")
class ContainersMainPathTest extends MainPathKit {

    @Override
    String brokers() {
        return TestBroker.container();
    }

    @Override
    String store() {
        return TestStore.container();
    }
}
