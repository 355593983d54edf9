package vn.thidua.ranking.leadership.mongo;

import org.junit.jupiter.api.DisplayName;
import vn.thidua.messaging.testing.TestStore;

@DisplayName("Leaderships on the embedded store")
class EmbeddedLeadershipsTest extends LeadershipsKit {

    @Override
    String store() {
        return TestStore.embedded();
    }
}
