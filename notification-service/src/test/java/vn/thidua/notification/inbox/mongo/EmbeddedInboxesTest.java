package vn.thidua.notification.inbox.mongo;

import vn.thidua.messaging.testing.TestStore;

/** On a store in memory, with the protocol and query language of the embedded default. */
class EmbeddedInboxesTest extends MongoInboxesConformance {

    EmbeddedInboxesTest() {
        super(TestStore::embedded);
    }
}
