package vn.thidua.notification.inbox.mongo;

import vn.thidua.messaging.testing.TestStore;

/** On the embedded store. */
class EmbeddedInboxesTest extends MongoInboxesConformance {

    EmbeddedInboxesTest() {
        super(TestStore::embedded);
    }
}
