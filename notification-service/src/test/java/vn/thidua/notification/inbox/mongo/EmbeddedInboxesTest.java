package vn.thidua.notification.inbox.mongo;

import vn.thidua.messaging.testing.TestStore;

/** On the store that the standalone system carries. */
class EmbeddedInboxesTest extends MongoInboxesConformance {

    EmbeddedInboxesTest() {
        super(TestStore::embedded);
    }
}
