package vn.thidua.ranking;

import org.junit.jupiter.api.DisplayName;
import vn.thidua.messaging.testing.TestStore;

@DisplayName("Corrections on the embedded broker and store")
class CorrectionTest extends CorrectionKit {

    @Override
    RunningRanking start(String database) {
        return RunningRanking.embedded(database);
    }

    @Override
    String store() {
        return TestStore.embedded();
    }
}
