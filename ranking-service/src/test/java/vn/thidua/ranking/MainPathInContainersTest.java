package vn.thidua.ranking;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

@DisplayName("The main path on Kafka and MongoDB in containers")
@EnabledIf("vn.thidua.messaging.testing.Docker#answers")
class MainPathInContainersTest extends MainPathKit {

    @Override
    RunningRanking start() {
        return RunningRanking.start(TestBroker.container(), TestStore.container(), "main_path");
    }
}
