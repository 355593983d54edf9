package vn.thidua.ranking.leadership.mongo;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.messaging.testing.TestStore;

@DisplayName("Leaderships on MongoDB")
@EnabledIf("vn.thidua.messaging.testing.Docker#answers")
class MongoDbLeadershipsTest extends LeadershipsKit {

    @Override
    String store() {
        return TestStore.container();
    }
}
