package vn.thidua.proof.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.proof.merkle.GrowingTree;
import vn.thidua.proof.merkle.Hash;
import vn.thidua.proof.note.Checkpoint;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.SigningKey;

class SeasonLogTest {

    private static final String ORIGIN = "thidua/hn-mttq-cum-1/2019";

    private final SigningKey key = SigningKey.generate(ORIGIN, new SecureRandom());
    private final KnownKeys known = KnownKeys.of(key.verifier());
    private final MemoryTileStore store = new MemoryTileStore();

    @TempDir
    Path folder;

    @Test
    void a_new_log_is_published_empty() {
        SeasonLog.create(store, key);
        var log = SeasonLog.open(store, key, known);
        assertThat(log.published().published().checkpoint()).isEqualTo(new Checkpoint(ORIGIN, 0, Hash.empty()));
        assertThatThrownBy(() -> SeasonLog.create(store, key)).hasMessage("there is a log already");
    }

    @Test
    void every_size_can_be_closed_and_continued_and_proves_everything_before_it() {
        var random = new Random(9162);
        var entries = new ArrayList<byte[]>();
        var roots = new ArrayList<>(List.of(Hash.empty()));
        var naive = GrowingTree.empty();
        var log = SeasonLog.create(store, key);
        var checkpoints = new ArrayList<Checkpoint>();
        while (entries.size() < 2_000) {
            for (var more = random.nextInt(1, 130); more > 0; more--) {
                var entry = new byte[random.nextInt(300)];
                random.nextBytes(entry);
                assertThat(log.append(entry)).isEqualTo(entries.size());
                entries.add(entry);
                naive.append(Hash.leaf(entry));
                roots.add(naive.root());
            }
            var checkpoint = log.publish().checkpoint();
            assertThat(checkpoint.size()).isEqualTo(entries.size());
            assertThat(checkpoint.root()).isEqualTo(naive.root());
            checkpoints.add(checkpoint);
            log = SeasonLog.open(store, key, known);
            var index = random.nextInt(entries.size());
            assertThat(log.published().entry(index)).isEqualTo(entries.get(index));
            assertThat(log.published().inclusion(index).verifies(Hash.leaf(entries.get(index)), checkpoint.root()))
                    .isTrue();
        }
        var last = log.published().published().checkpoint();
        for (var index = 0; index < entries.size(); index++) {
            assertThat(log.published().inclusion(index).verifies(Hash.leaf(entries.get(index)), last.root()))
                    .isTrue();
        }
        for (var older = 0; older <= entries.size(); older++) {
            assertThat(log.published().consistency(older).verifies(roots.get(older), last.root()))
                    .isTrue();
        }
        assertThat(checkpoints).allMatch(log.published()::continues);
    }

    @Test
    void tiles_and_bundles_are_those_of_the_published_format() {
        var log = SeasonLog.create(store, key);
        fill(log, 0, 70_000);
        log.publish();
        // The example in the specification of tlog-tiles.
        assertThat(store.read("tile/0/272"))
                .hasValueSatisfying(tile -> assertThat(tile).hasSize(8192));
        assertThat(store.read("tile/0/273.p/112"))
                .hasValueSatisfying(tile -> assertThat(tile).hasSize(112 * 32));
        assertThat(store.read("tile/1/000"))
                .hasValueSatisfying(tile -> assertThat(tile).hasSize(8192));
        assertThat(store.read("tile/1/001.p/17"))
                .hasValueSatisfying(tile -> assertThat(tile).hasSize(17 * 32));
        assertThat(store.read("tile/2/000.p/1"))
                .hasValueSatisfying(tile -> assertThat(tile).hasSize(32));
        assertThat(store.read("tile/entries/273.p/112")).isPresent();
        assertThat(store.read("tile/0/273")).isEmpty();

        var firstTile = store.read("tile/0/000").orElseThrow();
        assertThat(Arrays.copyOf(firstTile, 32)).isEqualTo(Hash.leaf(entry(0)).bytes());
        var root = GrowingTree.empty();
        for (var at = 0; at < 256; at++) {
            root.append(Hash.of(Arrays.copyOfRange(firstTile, at * 32, at * 32 + 32)));
        }
        assertThat(Arrays.copyOf(store.read("tile/1/000").orElseThrow(), 32))
                .isEqualTo(root.root().bytes());
        var bundle = store.read("tile/entries/000").orElseThrow();
        assertThat(Arrays.copyOf(bundle, 9)).isEqualTo(new byte[] {0, 7, 'e', 'n', 't', 'r', 'y', ' ', '0'});
    }

    @Test
    void a_long_path_is_split_into_folders() {
        assertThat(TilePath.hashes(0, 1_234_067, 256)).isEqualTo("tile/0/x001/x234/067");
        assertThat(TilePath.entries(1_234_067, 255)).isEqualTo("tile/entries/x001/x234/067.p/255");
        assertThat(TilePath.hashes(63, 5, 1)).isEqualTo("tile/63/005.p/1");
        assertThat(TilePath.hashes(0, 1000, 256)).isEqualTo("tile/0/x001/000");
    }

    @Test
    void a_tree_of_one_whole_tile_has_a_partial_one_above_it() {
        var log = SeasonLog.create(store, key);
        fill(log, 0, 255);
        log.publish();
        assertThat(store.read("tile/0/000.p/255")).isPresent();
        fill(log, 255, 256);
        log.publish();
        assertThat(store.read("tile/0/000")).isPresent();
        assertThat(store.read("tile/entries/000")).isPresent();
        assertThat(store.read("tile/1/000.p/1")).isPresent();
        assertThat(store.read("tile/0/000.p/255")).as("no longer needed").isEmpty();
        assertThat(store.read("tile/entries/000.p/255")).isEmpty();
    }

    @Test
    void a_hundred_thousand_entries_are_appended_and_proved() {
        var log = SeasonLog.create(store, key);
        fill(log, 0, 100_000);
        var root = log.publish().checkpoint().root();
        for (var index : List.of(0L, 255L, 256L, 65_535L, 65_536L, 99_999L)) {
            assertThat(log.published().inclusion(index).verifies(Hash.leaf(entry(index.intValue())), root))
                    .isTrue();
        }
        assertThat(SeasonLog.open(store, key, known)
                        .published()
                        .published()
                        .checkpoint()
                        .root())
                .isEqualTo(root);
    }

    @Test
    void a_folder_holds_the_same_log() {
        var inFolder = new DirectoryTileStore(folder);
        var log = SeasonLog.create(inFolder, key);
        var twin = SeasonLog.create(store, key);
        for (var to : List.of(3, 200, 256, 700)) {
            fill(log, (int) log.size(), to);
            fill(twin, (int) twin.size(), to);
            assertThat(log.publish()).isEqualTo(twin.publish());
            log = SeasonLog.open(inFolder, key, known);
        }
        for (var path : List.of("checkpoint", "tile/0/001", "tile/entries/001", "tile/0/002.p/188", "tile/1/000.p/2")) {
            assertThat(inFolder.read(path))
                    .hasValueSatisfying(bytes ->
                            assertThat(bytes).isEqualTo(store.read(path).orElseThrow()));
        }
    }

    @Test
    void an_entry_that_the_format_cannot_hold_is_refused_and_changes_nothing() {
        var log = SeasonLog.create(store, key);
        log.append(new byte[65_535]);
        assertThatThrownBy(() -> log.append(new byte[65_536]))
                .isInstanceOf(EntryTooLarge.class)
                .hasMessageContaining("at most 65535 bytes, and this one has 65536");
        assertThat(log.publish().checkpoint().size()).isEqualTo(1);
        assertThat(log.published().entry(0)).hasSize(65_535);
    }

    @Test
    void what_was_not_published_before_a_crash_may_come_again_differently() {
        var log = SeasonLog.create(store, key);
        fill(log, 0, 100);
        var published = log.publish();
        fill(log, 100, 600);
        // Whole tiles have been written by now, and nothing was signed.
        assertThat(store.read("tile/0/001")).isPresent();

        var again = SeasonLog.open(store, key, known);
        assertThat(again.size()).isEqualTo(100);
        for (var index = 100; index < 800; index++) {
            again.append(("other " + index).getBytes(UTF_8));
        }
        var checkpoint = again.publish().checkpoint();
        assertThat(again.published().continues(published.checkpoint())).isTrue();
        for (var index = 0; index < 800; index++) {
            var expected = index < 100 ? entry(index) : ("other " + index).getBytes(UTF_8);
            assertThat(again.published().entry(index)).isEqualTo(expected);
            assertThat(again.published().inclusion(index).verifies(Hash.leaf(expected), checkpoint.root()))
                    .isTrue();
        }
    }

    @Test
    void a_store_that_fails_at_any_moment_leaves_a_log_that_opens_and_continues() {
        for (var writes = 1; writes < 14; writes++) {
            var failing = new FailingStore(writes);
            var published = Hash.empty();
            try {
                var log = SeasonLog.create(failing, key);
                for (var to = 90; ; to += 90) {
                    fill(log, (int) log.size(), to);
                    published = log.publish().checkpoint().root();
                }
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("full");
            }
            failing.writesLeft = Integer.MAX_VALUE;
            if (failing.read("checkpoint").isEmpty()) {
                SeasonLog.create(failing, key);
            }
            var log = SeasonLog.open(failing, key, known);
            assertThat(log.published().published().checkpoint().root()).isEqualTo(published);
            fill(log, (int) log.size(), 1_000);
            assertThat(log.publish().checkpoint().root()).isEqualTo(rootOf(1_000));
        }
    }

    @Test
    void after_the_store_failed_within_an_entry_nothing_more_is_signed() {
        var failing = new FailingStore(1);
        var log = SeasonLog.create(failing, key);
        fill(log, 0, 255);
        assertThatThrownBy(() -> log.append(entry(255))).hasMessage("full");
        failing.writesLeft = Integer.MAX_VALUE;
        assertThatThrownBy(log::publish).hasMessageContaining("open the log again");
        assertThatThrownBy(() -> log.append(entry(255))).hasMessageContaining("open the log again");
    }

    @Test
    void whole_tiles_never_change() {
        for (TileStore each : List.of(store, new DirectoryTileStore(folder))) {
            each.write("tile/0/000", new byte[] {1});
            each.write("tile/0/000", new byte[] {1});
            assertThatThrownBy(() -> each.write("tile/0/000", new byte[] {2}))
                    .isInstanceOf(TileStore.WholeTileChanged.class);
            each.write("tile/0/000.p/3", new byte[] {1});
            each.write("tile/0/000.p/3", new byte[] {2});
            assertThat(each.read("tile/0/000.p/3")).hasValue(new byte[] {2});
            each.write("checkpoint", new byte[] {1});
            each.write("checkpoint", new byte[] {2});
            each.discard("tile/0/000.p/3");
            each.discard("tile/0/000.p/3");
            assertThat(each.read("tile/0/000.p/3")).isEmpty();
        }
    }

    @Test
    void a_store_has_no_other_files_than_a_log_s() {
        for (TileStore each : List.of(store, new DirectoryTileStore(folder))) {
            for (var path : List.of(
                    "",
                    "../checkpoint",
                    "/checkpoint",
                    "checkpoint/",
                    "tile/0/../../../etc",
                    "tile/64/000",
                    "tile/00/000",
                    "tile/0/0",
                    "tile/0/1000",
                    "tile/0/001/000",
                    "tile/0/000.p/0",
                    "tile/0/000.p/256",
                    "tile/0/000.p/01",
                    "tile/data/000")) {
                assertThatThrownBy(() -> each.read(path)).as(path).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> each.write(path, new byte[0]))
                        .as(path)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void a_log_that_is_not_what_was_signed_does_not_open() {
        var log = SeasonLog.create(store, key);
        fill(log, 0, 300);
        log.publish();
        var files = Map.of(
                "tile/0/001.p/44", "the tiles give the root",
                "tile/1/000.p/1", "the tiles give the root",
                "tile/entries/001.p/44", "entry 278 is not what was appended",
                "checkpoint", "the checkpoint");
        files.forEach((path, message) -> {
            var right = store.read(path).orElseThrow();
            var wrong = right.clone();
            wrong[wrong.length / 2 + 4] ^= 1;
            store.write(path, wrong);
            assertThatThrownBy(() -> SeasonLog.open(store, key, known))
                    .as(path)
                    .isInstanceOf(DamagedLog.class)
                    .hasMessageStartingWith(message);
            store.discard(path);
            assertThatThrownBy(() -> SeasonLog.open(store, key, known))
                    .as("without " + path)
                    .isInstanceOf(DamagedLog.class);
            store.write(path, right);
        });
        assertThatCode(() -> SeasonLog.open(store, key, known)).doesNotThrowAnyException();
        var other = SigningKey.generate(ORIGIN, new SecureRandom());
        assertThatThrownBy(() -> SeasonLog.open(store, other, KnownKeys.of(other.verifier())))
                .hasMessageContaining("not signed by a known key");
        assertThatThrownBy(() -> SeasonLog.open(store, key.named("thidua/x/2020"), known))
                .hasMessage("this is the log " + ORIGIN + ", not thidua/x/2020");
    }

    @Test
    void a_changed_entry_or_tile_is_noticed_when_it_is_used() {
        var log = SeasonLog.create(store, key);
        fill(log, 0, 600);
        log.publish();
        var bundle = store.read("tile/entries/000").orElseThrow();
        bundle[8] = '7';
        store.discard("tile/entries/000");
        store.write("tile/entries/000", bundle);
        assertThatThrownBy(() -> SeasonLog.open(store, key, known).published().entry(0))
                .isInstanceOf(DamagedLog.class)
                .hasMessage("entry 0 is not what was appended");
        var tile = store.read("tile/0/001").orElseThrow();
        tile[32 * 20] ^= 1;
        store.discard("tile/0/001");
        store.write("tile/0/001", tile);
        assertThatThrownBy(() -> SeasonLog.open(store, key, known).published().inclusion(256))
                .isInstanceOf(DamagedLog.class)
                .hasMessageContaining("do not give the root that was signed");
    }

    @Test
    void a_store_that_was_set_back_does_not_continue_what_was_handed_out() {
        var log = SeasonLog.create(store, key);
        fill(log, 0, 10);
        var old = new HashMap<String, byte[]>();
        log.publish();
        for (var path : List.of("checkpoint", "tile/0/000.p/10", "tile/entries/000.p/10")) {
            old.put(path, store.read(path).orElseThrow());
        }
        fill(log, 10, 20);
        var handedOut = log.publish().checkpoint();
        var setBack = new MemoryTileStore();
        old.forEach(setBack::write);
        var again = SeasonLog.open(setBack, key, known);
        assertThat(again.published().continues(handedOut)).isFalse();
        for (var index = 10; index < 30; index++) {
            again.append(("other " + index).getBytes(UTF_8));
        }
        again.publish();
        assertThat(again.published().continues(handedOut)).isFalse();
        assertThat(log.published().continues(handedOut)).isTrue();
    }

    @Test
    void a_reader_needs_no_key_but_the_published_one_and_reads_bundle_by_bundle() {
        var log = SeasonLog.create(store, key);
        fill(log, 0, 600);
        log.publish();
        fill(log, 600, 605);
        var reader = PublishedLog.open(store, ORIGIN, known);
        for (var each : List.of(reader, log.published())) {
            var read = new ArrayList<byte[]>();
            var bundles = 0;
            for (var more = each.entriesFrom(0); !more.isEmpty(); more = each.entriesFrom(read.size())) {
                read.addAll(more);
                bundles++;
            }
            assertThat(bundles).isEqualTo(3);
            assertThat(read).hasSize(600);
            for (var index = 0; index < 600; index++) {
                assertThat(read.get(index)).isEqualTo(entry(index));
            }
            assertThat(each.entriesFrom(255)).hasSize(1);
            assertThatThrownBy(() -> each.entry(600)).hasMessage("there is no entry 600 in a log of 600");
            assertThatThrownBy(() -> each.entriesFrom(601)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(reader.continues(log.published().published().checkpoint())).isTrue();
    }

    @Test
    void keys_are_rotated_without_a_new_log() {
        var log = SeasonLog.create(store, key);
        fill(log, 0, 5);
        log.publish();
        var next = SigningKey.generate(ORIGIN, new SecureRandom());
        var both = KnownKeys.of(key.verifier(), next.verifier());
        var continued = SeasonLog.open(store, next, both);
        fill(continued, 5, 9);
        continued.publish();
        assertThat(SeasonLog.open(store, next, both).size()).isEqualTo(9);
        assertThatThrownBy(() -> SeasonLog.open(store, key, known)).hasMessageContaining("not signed by a known key");
    }

    private static void fill(SeasonLog log, int from, int to) {
        for (var index = from; index < to; index++) {
            log.append(entry(index));
        }
    }

    private static byte[] entry(int index) {
        return ("entry " + index).getBytes(UTF_8);
    }

    private static Hash rootOf(int size) {
        var tree = GrowingTree.empty();
        for (var index = 0; index < size; index++) {
            tree.append(Hash.leaf(entry(index)));
        }
        return tree.root();
    }

    /** Has room for so many files and then no more. */
    private static final class FailingStore implements TileStore {

        private final MemoryTileStore files = new MemoryTileStore();
        private int writesLeft;

        FailingStore(int writes) {
            writesLeft = writes;
        }

        @Override
        public Optional<byte[]> read(String path) {
            return files.read(path);
        }

        @Override
        public void write(String path, byte[] content) {
            if (writesLeft-- <= 0) {
                throw new IllegalStateException("full");
            }
            files.write(path, content);
        }

        @Override
        public void discard(String path) {
            files.discard(path);
        }
    }
}
