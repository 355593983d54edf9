package vn.thidua.ranking.standings.mongo;

import org.junit.jupiter.api.DisplayName;
import vn.thidua.messaging.testing.TestStore;

@DisplayName("Boards on the embedded store")
class EmbeddedBoardsTest extends BoardsKit {

    @Override
    String store() {
        return TestStore.embedded();
    }
}
