package vn.thidua.messaging;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoDatabase;

/**
 * How a service has to work with its store. An acknowledged write is on the journals of a majority; what is read was
 * acknowledged, and is read from where is written: nobody is answered, and nothing is published, from a write that a new
 * primary may not have.
 */
record DurableStore(WriteConcern write, ReadConcern read, ReadPreference from) {

    static final DurableStore REQUIRED =
            new DurableStore(WriteConcern.MAJORITY.withJournal(true), ReadConcern.MAJORITY, ReadPreference.primary());

    MongoClientSettings.Builder on(MongoClientSettings.Builder settings) {
        return settings.writeConcern(write).readConcern(read).readPreference(from);
    }

    /** @throws UnsafeConfiguration when something that came after has changed it */
    void check(MongoDatabase database) {
        var found =
                new DurableStore(database.getWriteConcern(), database.getReadConcern(), database.getReadPreference());
        if (!found.equals(this)) {
            throw new UnsafeConfiguration(
                    "the store is used with " + found.write + ", " + found.read.getLevel() + " and "
                            + found.from + ", not with " + write + ", " + read.getLevel() + " and " + from
                            + ": what is acknowledged could be lost");
        }
    }
}
