package vn.thidua.messaging;

import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.messaging.testing.TestStore;

/** The same on a real MongoDB. */
@EnabledIf("vn.thidua.messaging.testing.Docker#answers")
class OutboxOnMongoDbTest extends OutboxTest {

    @Override
    String store() {
        return TestStore.container();
    }
}
