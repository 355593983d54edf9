package vn.thidua.faults.system;

import java.nio.file.Path;
import vn.thidua.embedded.store.EmbeddedStore;

/** The embedded store as a process of its own, until it is told to stop. */
public final class StoreNode {

    private StoreNode() {}

    /** Folder and port. */
    public static void main(String... arguments) throws InterruptedException {
        var store = EmbeddedStore.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(store::close));
        store.failure().toCompletableFuture().thenAccept(failure -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        Thread.currentThread().join();
    }
}
