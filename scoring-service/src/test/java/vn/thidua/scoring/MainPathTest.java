package vn.thidua.scoring;

import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

class MainPathTest extends MainPathKit {

    @Override
    String brokers() {
        return TestBroker.brokers();
    }

    @Override
    String store() {
        return TestStore.embedded();
    }
}
