package vn.thidua.notification.inbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.notification.RunningService.PATIENCE;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.events.UnitRef;
import vn.thidua.notification.Cluster2019;
import vn.thidua.notification.Ranking;
import vn.thidua.notification.RunningService;

/** The inboxes over HTTP, of the whole service on a real broker; a second instance stands beside it. */
@SuppressWarnings("NullAway.Init")
class InboxApiTest {

    private static final AtomicInteger UNITS = new AtomicInteger();

    private static Ranking ranking;
    private static RunningService service;
    private static RunningService beside;

    /** A unit that nobody has been told of yet, so that its inbox is empty. */
    private final UnitRef unit = new UnitRef("U-" + UNITS.incrementAndGet(), "Quận Tây Hồ");

    @BeforeAll
    static void start() {
        var database = RunningService.emptyDatabase();
        ranking = new Ranking();
        service = RunningService.on(database);
        beside = RunningService.on(database);
    }

    @AfterAll
    static void stop() {
        service.close();
        beside.close();
        ranking.close();
    }

    @Test
    void an_inbox_that_nothing_was_put_into_is_empty() {
        var inbox = service.get("/inboxes/" + unit.id());

        assertThat(inbox.get("recipient").asString()).isEqualTo(unit.id());
        assertThat(inbox.get("total").asLong()).isZero();
        assertThat(inbox.get("unread").asLong()).isZero();
        assertThat(service.get("/inboxes/" + unit.id() + "/items").get("items")).isEmpty();
    }

    @Test
    void an_item_says_in_both_languages_what_was_decided() {
        tell(1);
        var page = service.get("/inboxes/" + unit.id() + "/items");
        var item = page.get("items").get(0);

        assertThat(page.get("unread").asLong()).isEqualTo(1);
        assertThat(page.has("next")).isFalse();
        assertThat(item.get("seq").asLong()).isEqualTo(1);
        assertThat(item.get("title").asString())
                .isEqualTo("Tây Hồ xếp thứ 1 với 90,00 điểm – kết quả chính thức năm 2019");
        assertThat(item.get("titleEn").asString())
                .isEqualTo("Tây Hồ ranks 1st with 90.00 points – official results for 2019");
        assertThat(item.get("body").asString()).contains("Quý đơn vị dẫn đầu Cụm.");
        assertThat(item.get("bodyEn").asString()).contains("Your unit leads the cluster.");
        assertThat(item.get("notice").asString()).isEqualTo(Cluster2019.SAMPLE);
        assertThat(item.get("type").asString()).isEqualTo("vn.thidua.ranking.results-finalised.v1");
        assertThat(item.get("event").asString())
                .startsWith("results-finalised/")
                .endsWith("@1");
        assertThat(item.get("board").asString()).startsWith(unit.id());
        assertThat(item.get("occurredAt").asString()).isEqualTo("2019-11-05T09:30:00Z");
        assertThat(item.get("receivedAt").isString()).isTrue();
        assertThat(item.get("read").asBoolean()).isFalse();
    }

    @Test
    void a_long_inbox_is_read_page_by_page() {
        tell(5);
        var first = service.get("/inboxes/" + unit.id() + "/items?limit=2");
        assertThat(seqs(first)).containsExactly(5L, 4L);
        var second = service.get("/inboxes/" + unit.id() + "/items?limit=2&before=" + first.get("next"));
        assertThat(seqs(second)).containsExactly(3L, 2L);
        var last = service.get("/inboxes/" + unit.id() + "/items?limit=2&before=" + second.get("next"));
        assertThat(seqs(last)).containsExactly(1L);
        assertThat(last.has("next")).isFalse();
    }

    @Test
    void an_item_is_read_and_unread_again() {
        tell(3);
        var item = "/inboxes/" + unit.id() + "/items/2/read";

        assertThat(service.send("PUT", item).statusCode()).isEqualTo(200);
        assertThat(service.send("PUT", item).body()).contains("\"unread\":2");
        assertThat(seqs(service.get("/inboxes/" + unit.id() + "/items?unread=true")))
                .containsExactly(3L, 1L);
        assertThat(service.get("/inboxes/" + unit.id()).get("unread").asLong()).isEqualTo(2);

        assertThat(service.send("DELETE", item).body()).contains("\"unread\":3");
        assertThat(seqs(service.get("/inboxes/" + unit.id() + "/items?unread=true")))
                .containsExactly(3L, 2L, 1L);
    }

    @Test
    void what_is_not_there_is_refused_with_the_reason_in_both_languages() {
        var item = service.send("PUT", "/inboxes/" + unit.id() + "/items/9/read");
        assertThat(item.statusCode()).isEqualTo(404);
        assertThat(item.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = JsonMapper.shared().readTree(item.body());
        assertThat(problem.get("type").asString()).isEqualTo("urn:thidua:problem:item-unknown");
        assertThat(problem.get("detail").asString()).contains("không có thông báo số 9");
        assertThat(problem.get("detailEn").asString()).contains("has no item 9");

        assertThat(service.send("GET", "/inboxes/HBT/items?limit=0").body())
                .contains("out-of-range")
                .contains("/limit");
        assertThat(service.send("GET", "/inboxes/HBT/items?before=x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void who_follows_hears_of_new_items_only_and_on_every_instance() throws Exception {
        tell(2);
        try (var here = Reader.of(service.at("/inboxes/" + unit.id() + "/stream"), null);
                var there = Reader.of(beside.at("/inboxes/" + unit.id() + "/stream"), null)) {
            await().atMost(PATIENCE).until(() -> here.isConnected() && there.isConnected());

            tell(3);

            await().atMost(PATIENCE)
                    .until(() -> here.ids().size() == 3 && there.ids().size() == 3);
            assertThat(here.ids()).containsExactly(3L, 4L, 5L);
            assertThat(there.ids()).containsExactly(3L, 4L, 5L);
            assertThat(here.names()).containsOnly("item");
            assertThat(JsonMapper.shared()
                            .readTree(here.data().getFirst())
                            .get("title")
                            .asString())
                    .startsWith("Tây Hồ xếp thứ 1");
        }
    }

    @Test
    void who_comes_back_gets_what_was_missed_and_then_goes_on() throws Exception {
        tell(2);
        try (var first = Reader.of(service.at("/inboxes/" + unit.id() + "/stream?after=0"), null)) {
            await().atMost(PATIENCE).until(() -> first.ids().size() == 2);
        }
        tell(3);
        try (var again = Reader.of(beside.at("/inboxes/" + unit.id() + "/stream?after=0"), "2")) {
            await().atMost(PATIENCE).until(() -> again.ids().size() == 3);
            tell(2);
            await().atMost(PATIENCE).until(() -> again.ids().size() == 5);
            assertThat(again.ids()).containsExactly(3L, 4L, 5L, 6L, 7L);
        }
    }

    @Test
    void who_connects_at_any_moment_misses_nothing_and_gets_nothing_twice() throws Exception {
        tell(1);
        var writing = Thread.ofVirtual().start(() -> tell(40));
        var readers = new java.util.ArrayList<Reader>();
        for (var number = 0; number < 8; number++) {
            readers.add(Reader.of((number % 2 == 0 ? service : beside).at("/inboxes/" + unit.id() + "/stream"), "1"));
        }
        writing.join();
        for (var reader : readers) {
            await().atMost(PATIENCE).until(() -> reader.ids().size() >= 40);
            assertThat(reader.ids())
                    .isEqualTo(LongStream.rangeClosed(2, 41).boxed().toList());
            reader.close();
        }
    }

    @Test
    void the_interface_describes_itself() {
        var description = service.get("/openapi");

        assertThat(description.get("paths").propertyNames())
                .contains(
                        "/api/notification/v1/inboxes/{recipient}",
                        "/api/notification/v1/inboxes/{recipient}/items",
                        "/api/notification/v1/inboxes/{recipient}/items/{seq}/read",
                        "/api/notification/v1/inboxes/{recipient}/stream");
    }

    /** Finalises so many boards on which the unit is first, and waits until it was told. */
    private void tell(int boards) {
        var before = service.get("/inboxes/" + unit.id()).get("total").asLong();
        for (var number = 1; number <= boards; number++) {
            ranking.tells(Cluster2019.resultsOf(
                    unit.id() + "-" + (before + number) + ":2019", Cluster2019.row(unit, 1, false, 9000)));
        }
        service.awaitItems(unit.id(), before + boards);
    }

    private static List<Long> seqs(tools.jackson.databind.JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(item -> item.get("seq").asLong())
                .toList();
    }
}
