package vn.thidua.scoring.proof;

import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.messaging.testing.TestStore;

@EnabledIf("vn.thidua.messaging.testing.Docker#answers")
class MongoSeasonLogsTest extends SeasonLogsKit {

    @Override
    String uri() {
        return TestStore.container();
    }
}
