package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import vn.thidua.embedded.loopback.Loopback;
import vn.thidua.embedded.loopback.PortTakenException;

/**
 * A document store inside this process that MongoDB's drivers can use, listening on the loopback interface only and
 * keeping everything in one file of the data folder.
 *
 * <p><b>What an acknowledgement means.</b> The reply to a write (insert, update, delete, findAndModify, bulk, creating an
 * index) is sent after the write, and all its index entries, have been handed to the operating system: they survive the
 * end of this process by any means, {@code kill -9} included. They are forced to the disk every two seconds, without the
 * reply waiting for it: a power failure or a crash of the operating system can take the last few seconds. Many writers
 * share one commit, which takes about a millisecond; the documents of one command are never divided between commits. A
 * read's reply waits likewise for what it may have seen, so no client can act on something a crash would take back.
 *
 * <p><b>What is fast.</b> Equality or {@code $in} on {@code _id}; equality on the first fields of any index, unique or
 * not, optionally with a range on the next; the same inside {@code $and}, and in the {@code $match} a pipeline begins
 * with (so {@code countDocuments} too). Sorting happens in memory over what matched. Other queries read the collection.
 *
 * <p><b>What it does not have.</b> Transactions, change streams, sessions, pipeline updates, users, {@code $setWindowFields};
 * partial filters and expiry of indexes are accepted and ignored.
 *
 * <p>Commands on one collection run one at a time. The client side may use any number of threads and connections.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final String PART = "store";
    private static final String FILE = "store.mv";

    private static final int THREADS = 4;
    private static final int CACHE_MEGABYTES = 24;

    /** Half of what H2 proposes: a commit of one document writes its whole page, and this was the fastest of four. */
    private static final int PAGE_BYTES = 8 << 10;

    private static final int PAGE_ENTRIES = 32;
    private static final int RETENTION_MILLIS = 5_000;
    /** At opening, a file mostly of outdated pages is made smaller if it is larger than this, for at most so long. */
    private static final long SMALL_FILE_BYTES = 256L << 20;

    private static final int WASTEFUL_BELOW_PERCENT = 50;
    private static final int SHRINKING_MILLIS = 1_500;

    private final Path folder;
    private final int port;
    private final MVStore file;
    private final GroupCommit commits;
    private final DiskSync diskSync;
    private final StoreBackend backend;
    private final EventLoopGroup threads;
    private final ChannelGroup connections;

    private EmbeddedStore(Path folder, int port, MVStore file) {
        this.folder = folder;
        this.file = file;
        this.commits = new GroupCommit(file);
        this.backend = new StoreBackend(file, commits, Clock.systemUTC());
        shrink(file);
        this.diskSync = new DiskSync(file);
        this.threads = new MultiThreadIoEventLoopGroup(
                THREADS, new DefaultThreadFactory("store", true), NioIoHandler.newFactory());
        this.connections = new DefaultChannelGroup("store", GlobalEventExecutor.INSTANCE);
        this.port = port;
    }

    /**
     * Opens or creates the store and answers clients from then on.
     *
     * @param folder where the file is, or will be; created when missing
     * @param port where to listen; 0 for any free one, see {@link #port()}
     * @throws PortTakenException when something else listens on that port
     * @throws IllegalStateException when another process has the same file open, or the file cannot be read
     */
    public static EmbeddedStore start(Path folder, int port) {
        int claimed = Loopback.claim(PART, port);
        var store = open(folder, claimed);
        try {
            store.listen();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static EmbeddedStore open(Path folder, int port) {
        var file = openFile(folder);
        try {
            return new EmbeddedStore(folder, port, file);
        } catch (RuntimeException e) {
            file.closeImmediately();
            throw new IllegalStateException("The store's file in %s cannot be read.".formatted(folder), e);
        }
    }

    private static MVStore openFile(Path folder) {
        Path path = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            return new MVStore.Builder()
                    .fileName(path.toString())
                    // Only GroupCommit commits: any other moment could be in the middle of a change.
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .cacheSize(CACHE_MEGABYTES)
                    .pageSplitSize(PAGE_BYTES)
                    .keysPerPage(PAGE_ENTRIES)
                    .open();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the data folder " + folder, e);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new IllegalStateException(
                        "The data folder %s is in use by another running process.".formatted(folder));
            }
            throw new IllegalStateException("The store's file in %s cannot be read.".formatted(folder), e);
        }
    }

    /** Needs all maps open: pages of others stay where they are. */
    private static void shrink(MVStore file) {
        var pages = file.getFileStore();
        long percentInUse = (long) pages.getFillRate() * pages.getChunksFillRate() / 100;
        if (pages.size() > SMALL_FILE_BYTES && percentInUse < WASTEFUL_BELOW_PERCENT) {
            file.compactFile(SHRINKING_MILLIS);
        }
        file.setRetentionTime(RETENTION_MILLIS);
    }

    private void listen() {
        var server = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new MongoWireReplyEncoder())
                                .addLast(new MongoWireMessageEncoder())
                                .addLast(new MongoWireProtocolHandler())
                                .addLast(new DurableReplies(commits))
                                .addLast(new MongoDatabaseHandler(backend, connections))
                                .addLast(new MongoExceptionHandler());
                    }
                });
        var bound = server.bind(Loopback.address(port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new PortTakenException(PART, port);
        }
        connections.add(bound.channel());
    }

    /** The port clients connect to. */
    public int port() {
        return port;
    }

    /** What clients connect with, for example {@code mongodb://127.0.0.1:27017}. */
    public String connectionString() {
        return "mongodb://%s:%d".formatted(Loopback.HOST, port);
    }

    /**
     * Completes, with the reason, if the file can no longer be written (a full disk, say). From then on nothing is
     * acknowledged and clients lose their connections; only closing and opening again helps.
     */
    public CompletionStage<Throwable> failure() {
        return commits.failure().minimalCompletionStage();
    }

    /** How many documents have been read and compared with a query so far: what shows whether indexes are used. */
    public long documentsExamined() {
        return backend.documentsExamined();
    }

    /** Ends all connections, writes what is left and closes the file. May be called twice. */
    @Override
    public void close() {
        connections.close().awaitUninterruptibly();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        commits.close();
        diskSync.close();
        Threads.uninterrupted(file::close);
    }

    @Override
    public String toString() {
        return "%s in %s".formatted(connectionString(), folder);
    }
}
