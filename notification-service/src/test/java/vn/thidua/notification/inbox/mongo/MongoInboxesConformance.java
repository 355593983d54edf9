package vn.thidua.notification.inbox.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import vn.thidua.notification.inbox.Inboxes;
import vn.thidua.notification.inbox.InboxesConformance;

/** {@link MongoInboxes} on a server; every test has a database of its own there. */
abstract class MongoInboxesConformance extends InboxesConformance {

    private static final Map<String, MongoClient> CLIENTS = new ConcurrentHashMap<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Supplier<String> server;
    private String database = "";

    MongoInboxesConformance(Supplier<String> server) {
        this.server = server;
    }

    @Override
    protected Inboxes emptyInboxes() {
        database = "inboxes-" + DATABASES.incrementAndGet();
        return sameInboxesElsewhere();
    }

    @Override
    protected Inboxes sameInboxesElsewhere() {
        var client = CLIENTS.computeIfAbsent(server.get(), MongoClients::create);
        return new MongoInboxes(client.getDatabase(database));
    }
}
