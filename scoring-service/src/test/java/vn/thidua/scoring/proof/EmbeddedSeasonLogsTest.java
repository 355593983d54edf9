package vn.thidua.scoring.proof;

import vn.thidua.messaging.testing.TestStore;

class EmbeddedSeasonLogsTest extends SeasonLogsKit {

    @Override
    String uri() {
        return TestStore.embedded();
    }
}
