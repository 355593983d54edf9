package vn.thidua.ranking.standings.mongo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.messaging.testing.TestStore;

@DisplayName("Boards on MongoDB")
@EnabledIf("vn.thidua.messaging.testing.Docker#answers")
class MongoDbBoardsTest extends BoardsKit {

    @Override
    String store() {
        return TestStore.container();
    }
}
