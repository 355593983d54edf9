package vn.thidua.ranking;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

@DisplayName("Corrections on Kafka and MongoDB in containers")
@EnabledIf("vn.thidua.messaging.testing.Docker#answers")
class CorrectionInContainersTest extends CorrectionKit {

    @Override
    RunningRanking start(String database) {
        return RunningRanking.start(TestBroker.container(), TestStore.container(), database);
    }

    @Override
    String store() {
        return TestStore.container();
    }
}
