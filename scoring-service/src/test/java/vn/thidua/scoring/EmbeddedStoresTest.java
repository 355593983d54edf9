package vn.thidua.scoring;

import vn.thidua.messaging.testing.TestStore;

class EmbeddedStoresTest extends StoresKit {

    @Override
    String uri() {
        return TestStore.embedded();
    }
}
