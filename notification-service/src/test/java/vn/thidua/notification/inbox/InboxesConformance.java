package vn.thidua.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.thidua.events.RankingEvent;
import vn.thidua.notification.Cluster2019;

/** What every store of inboxes must do. */
public abstract class InboxesConformance {

    private static final Instant NOW = Instant.parse("2019-11-05T10:00:00.123Z");
    private static final List<String> RECIPIENTS = List.of("HBT", "DD", "HK", "HM", "BD", "LB", "CITY");

    @SuppressWarnings("NullAway.Init")
    protected Inboxes inboxes;

    /** Inboxes that nothing was put into yet, of a store of their own. */
    protected abstract Inboxes emptyInboxes();

    /** Other inboxes over the same store, as a second instance has them. */
    protected abstract Inboxes sameInboxesElsewhere();

    @BeforeEach
    void start() {
        inboxes = emptyInboxes();
    }

    @Test
    void an_inbox_that_nothing_was_put_into_is_empty() {
        assertThat(inboxes.inbox("HBT")).isEqualTo(new Inbox("HBT", 0, 0));
        assertThat(inboxes.before("HBT", null, 20, false)).isEmpty();
        assertThat(inboxes.after("HBT", 0, 20)).isEmpty();
        assertThat(inboxes.newest("HBT")).isZero();
        assertThat(inboxes.append(List.of(), NOW)).isEmpty();
    }

    @Test
    void an_item_comes_back_as_it_was_put_in() {
        var results = Delivery.of(Cluster2019.results());
        var rotation = Delivery.of(Cluster2019.agreed());

        assertThat(inboxes.append(results, NOW)).containsExactlyInAnyOrderElementsOf(RECIPIENTS);
        inboxes.append(rotation, NOW.plusSeconds(1));

        assertThat(inboxes.before("HBT", null, 20, false))
                .containsExactly(
                        new Item(2, rotation.getFirst(), NOW.plusSeconds(1), false),
                        new Item(1, results.getFirst(), NOW, false));
        assertThat(inboxes.inbox("CITY")).isEqualTo(new Inbox("CITY", 2, 2));
    }

    @Test
    void what_is_appended_again_is_there_once() {
        var results = Delivery.of(Cluster2019.results());
        inboxes.append(results, NOW);

        assertThat(inboxes.append(results, NOW.plusSeconds(60))).isEmpty();
        assertThat(sameInboxesElsewhere().append(results, NOW.plusSeconds(60))).isEmpty();

        assertThat(inboxes.before("HBT", null, 20, false)).containsExactly(new Item(1, results.getFirst(), NOW, false));
    }

    @Test
    void a_batch_that_was_applied_in_part_is_completed() {
        var results = Delivery.of(Cluster2019.results());
        var rotation = Delivery.of(Cluster2019.agreed());
        inboxes.append(rotation.subList(0, 3), NOW);

        var grown = inboxes.append(
                Stream.concat(results.stream(), rotation.stream()).toList(), NOW);

        assertThat(grown).containsExactlyInAnyOrderElementsOf(RECIPIENTS);
        RECIPIENTS.forEach(recipient -> assertThat(seqs(inboxes, recipient)).containsExactly(1L, 2L));
    }

    @Test
    void a_page_goes_on_where_the_last_one_ended() {
        appendResultsOf(1, 7);

        assertThat(inboxes.before("CITY", null, 3, false)).extracting(Item::seq).containsExactly(7L, 6L, 5L);
        assertThat(inboxes.before("CITY", 5L, 3, false)).extracting(Item::seq).containsExactly(4L, 3L, 2L);
        assertThat(inboxes.before("CITY", 2L, 3, false)).extracting(Item::seq).containsExactly(1L);
        assertThat(inboxes.before("CITY", 1L, 3, false)).isEmpty();
    }

    @Test
    void what_came_after_an_item_can_be_read_in_order() {
        appendResultsOf(1, 5);

        assertThat(inboxes.after("LB", 2, 2)).extracting(Item::seq).containsExactly(3L, 4L);
        assertThat(inboxes.after("LB", 4, 2)).extracting(Item::seq).containsExactly(5L);
        assertThat(inboxes.after("LB", 5, 2)).isEmpty();
        assertThat(inboxes.newest("LB")).isEqualTo(5);
    }

    @Test
    void an_item_can_be_read_and_unread_again() {
        appendResultsOf(1, 3);

        assertThat(inboxes.mark("DD", 2, true)).isTrue();
        assertThat(inboxes.mark("DD", 2, true)).isTrue();

        assertThat(inboxes.inbox("DD")).isEqualTo(new Inbox("DD", 3, 2));
        assertThat(inboxes.inbox("HBT")).isEqualTo(new Inbox("HBT", 3, 3));
        assertThat(inboxes.before("DD", null, 20, true)).extracting(Item::seq).containsExactly(3L, 1L);
        assertThat(inboxes.before("DD", 3L, 20, true)).extracting(Item::seq).containsExactly(1L);
        assertThat(inboxes.before("DD", null, 20, false)).extracting(Item::read).containsExactly(false, true, false);

        assertThat(inboxes.mark("DD", 2, false)).isTrue();
        assertThat(inboxes.inbox("DD")).isEqualTo(new Inbox("DD", 3, 3));
    }

    @Test
    void a_page_of_unread_items_reaches_over_what_was_read() {
        appendResultsOf(1, 60);
        for (var seq = 3L; seq <= 58; seq++) {
            inboxes.mark("BD", seq, true);
        }

        assertThat(inboxes.before("BD", null, 3, true)).extracting(Item::seq).containsExactly(60L, 59L, 2L);
        assertThat(inboxes.before("BD", 59L, 3, true)).extracting(Item::seq).containsExactly(2L, 1L);
        assertThat(inboxes.before("BD", Long.MAX_VALUE, 2, false))
                .extracting(Item::seq)
                .containsExactly(60L, 59L);
        assertThat(inboxes.before("BD", -5L, 3, true)).isEmpty();
    }

    @Test
    void an_item_that_is_not_there_cannot_be_read() {
        appendResultsOf(1, 1);

        assertThat(inboxes.mark("DD", 2, true)).isFalse();
        assertThat(inboxes.mark("XX", 1, true)).isFalse();
    }

    @Test
    void reading_does_not_bring_an_item_back() {
        appendResultsOf(1, 1);
        inboxes.mark("HK", 1, true);

        appendResultsOf(1, 1);

        assertThat(inboxes.inbox("HK")).isEqualTo(new Inbox("HK", 1, 0));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_order_duplication_and_batching_of_a_log_gives_each_recipient_each_item_once(long seed) {
        var random = new Random(seed);
        var log = log(1 + random.nextInt(6));
        var delivered = new ArrayList<RankingEvent>(log);
        for (var copies = random.nextInt(3 * log.size()); copies > 0; copies--) {
            delivered.add(log.get(random.nextInt(log.size())));
        }
        Collections.shuffle(delivered, random);

        for (var from = 0; from < delivered.size(); ) {
            var to = Math.min(delivered.size(), from + 1 + random.nextInt(8));
            var batch = delivered.subList(from, to).stream()
                    .flatMap(event -> Delivery.of(event).stream())
                    .toList();
            (random.nextBoolean() ? inboxes : sameInboxesElsewhere()).append(batch, NOW);
            if (random.nextInt(4) > 0) {
                from = to; // otherwise the batch comes again, as after a crash before its offsets were committed
            }
        }

        eachRecipientHasExactly(log);
    }

    @Test
    void several_writers_at_once_leave_no_gap_and_nothing_twice() throws Exception {
        var log = log(8);
        try (var writers = Executors.newFixedThreadPool(4)) {
            var work = new ArrayList<Callable<Set<String>>>();
            for (var writer = 0; writer < 4; writer++) {
                var mine = writer % 2 == 0 ? inboxes : sameInboxesElsewhere();
                var order = new ArrayList<>(log);
                Collections.shuffle(order, new Random(writer));
                for (var from = 0; from < order.size(); from += 5) {
                    var batch = order.subList(from, Math.min(order.size(), from + 5)).stream()
                            .flatMap(event -> Delivery.of(event).stream())
                            .toList();
                    work.add(() -> mine.append(batch, NOW));
                }
            }
            for (var done : writers.invokeAll(work)) {
                done.get();
            }
        }

        eachRecipientHasExactly(log);
    }

    @Test
    void who_follows_while_others_write_misses_nothing() throws Exception {
        var log = log(8);
        var following = new AtomicBoolean(true);
        try (var threads = Executors.newCachedThreadPool()) {
            var seen = threads.submit(() -> {
                var seqs = new ArrayList<Long>();
                var elsewhere = sameInboxesElsewhere();
                while (true) {
                    var last = !following.get();
                    elsewhere
                            .after("CITY", seqs.isEmpty() ? 0 : seqs.getLast(), 5)
                            .forEach(item -> seqs.add(item.seq()));
                    if (last && seqs.size() >= elsewhere.newest("CITY")) {
                        return seqs;
                    }
                }
            });
            var writing = Stream.of(0, 1)
                    .map(writer -> threads.submit(() -> {
                        for (var i = writer; i < log.size(); i += 2) {
                            inboxes.append(Delivery.of(log.get(i)), NOW);
                        }
                    }))
                    .toList();
            for (var writer : writing) {
                writer.get();
            }
            following.set(false);

            var told = log.stream()
                    .mapToLong(event -> Delivery.of(event).size())
                    .filter(size -> size > 0)
                    .count();
            assertThat(seen.get())
                    .isEqualTo(LongStream.rangeClosed(1, told).boxed().toList());
        }
    }

    private void eachRecipientHasExactly(List<RankingEvent> log) {
        for (var recipient : RECIPIENTS) {
            var expected = log.stream()
                    .flatMap(event -> Delivery.of(event).stream())
                    .filter(delivery -> delivery.recipient().equals(recipient))
                    .toList();
            var items = inboxes.after(recipient, 0, 1000);
            assertThat(items).extracting(Item::delivery).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(items)
                    .extracting(Item::seq)
                    .isEqualTo(
                            LongStream.rangeClosed(1, expected.size()).boxed().toList());
            assertThat(inboxes.inbox(recipient)).isEqualTo(new Inbox(recipient, expected.size(), expected.size()));
        }
    }

    protected void appendResultsOf(int firstBoard, int lastBoard) {
        var batch = new ArrayList<Delivery>();
        for (var board = firstBoard; board <= lastBoard; board++) {
            batch.addAll(Delivery.of(Cluster2019.results("board-%05d:2019".formatted(board), 3)));
        }
        inboxes.append(batch, NOW);
    }

    private static List<Long> seqs(Inboxes inboxes, String recipient) {
        return inboxes.after(recipient, 0, 1000).stream().map(Item::seq).toList();
    }

    /** Events of all kinds of so many boards. */
    private static List<RankingEvent> log(int boards) {
        var log = new ArrayList<RankingEvent>();
        for (var number = 1; number <= boards; number++) {
            var board = "cum-" + number + ":2019";
            log.add(Cluster2019.interim(board, 1));
            log.add(Cluster2019.interim(board, 2));
            log.add(Cluster2019.results(board, 3));
            log.add(Cluster2019.nominated(board, 1));
            log.add(Cluster2019.agreed(board, 8));
        }
        return log;
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }
}
