package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.h2.mvstore.MVStore;

/** All databases of one file, and the one place every command passes. */
final class StoreBackend extends AbstractMongoBackend {

    /** What certainly changes nothing. Anything else counts as a change: a commit too many costs little. */
    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "killcursors",
            "count",
            "distinct",
            "listcollections",
            "listindexes",
            "listdatabases",
            "collstats",
            "dbstats",
            "validate",
            "ismaster",
            "hello",
            "ping",
            "buildinfo",
            "serverstatus",
            "hostinfo",
            "endsessions",
            "connectionstatus",
            "whatsmyuri");

    private final MVStore file;
    private final GroupCommit commits;
    private final LongAdder examined = new LongAdder();
    private final Map<String, StoreDatabase> open = new ConcurrentHashMap<>();

    StoreBackend(MVStore file, GroupCommit commits, Clock clock) {
        super(clock);
        this.file = file;
        this.commits = commits;
        StoreDatabase.names(file).forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return open.computeIfAbsent(databaseName, name -> new StoreDatabase(name, getCursorRegistry(), file, examined));
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        if (command.equalsIgnoreCase("hello")) {
            // Health checks ask with the newer word, of any database; mongo-java-server knows the older one.
            return super.handleCommand(channel, "admin", "isMaster", query).append("isWritablePrimary", true);
        }
        // Pages a long read still needs are not given to new data meanwhile.
        var usage = file.registerVersionUsage();
        try {
            return isRead(command, query)
                    ? super.handleCommand(channel, databaseName, command, query)
                    : commits.change(databaseName, () -> super.handleCommand(channel, databaseName, command, query));
        } finally {
            file.deregisterVersionUsage(usage);
        }
    }

    private static boolean isRead(String command, Document query) {
        if (command.equalsIgnoreCase("aggregate")) {
            return query.get("pipeline") instanceof List<?> stages
                    && stages.stream().noneMatch(StoreBackend::writes);
        }
        return READS.contains(command.toLowerCase(Locale.ROOT));
    }

    private static boolean writes(Object stage) {
        return !(stage instanceof Document document) || document.containsKey("$out") || document.containsKey("$merge");
    }

    @Override
    public void dropDatabase(String databaseName) {
        super.dropDatabase(databaseName);
        open.remove(databaseName);
    }

    long documentsExamined() {
        return examined.sum();
    }
}
