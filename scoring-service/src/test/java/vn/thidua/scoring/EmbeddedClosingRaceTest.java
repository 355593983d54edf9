package vn.thidua.scoring;

import vn.thidua.messaging.testing.TestStore;

class EmbeddedClosingRaceTest extends ClosingRaceKit {

    @Override
    String uri() {
        return TestStore.embedded();
    }
}
