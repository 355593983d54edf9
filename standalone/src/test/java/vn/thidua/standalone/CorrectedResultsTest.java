package vn.thidua.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From a wrong mark in final results to a new revision that everybody can check, in browsers without a script. */
@DisplayName("Final results are corrected by two people")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CorrectedResultsTest {

    private static final String REASON = "Phiếu của Quận Hai Bà Trưng ghi nhầm tiêu chí I.1.";

    /** Another one each time that this is tried. */
    private static int season = 2021;

    private final Running running = Running.system();
    private Chromium chromium;
    private String board;
    private String sheet;

    @TempDir
    private Path folder;

    @BeforeAll
    void finalResults() {
        chromium = new Chromium();
        board = running.openBoard(Integer.toString(season++));
        sheet = board + "/PEER/HBT/LB";
        running.submitAsIn2019(board, "HBT", "LB");
        running.submitAsIn2019(board, "DD", "LB");
        running.submitAsIn2019(board, "HBT", "BD");
        running.closeBoard(board);
        running.call("dd", "POST", "/api/ranking/v1/boards/" + board + "/finalise", "");
        // Everybody hears a moment later.
        for (var recipient : List.of("lb", "bd", "thanh-pho")) {
            await().until(() -> inbox(recipient).stream().anyMatch(item -> item.contains(board)));
        }
    }

    @AfterAll
    void closeBrowser() {
        assertThat(chromium.complaints).isEmpty();
        chromium.close();
    }

    @Test
    void from_a_wrong_mark_to_a_revision_that_everybody_can_check() throws Exception {
        var first = standings();
        var told = inbox("lb").size();
        var city = logIn("thanhpho");
        open(city);
        city.selectOption("#sheet-1", sheet);
        city.selectOption("#criterion-1", "I.1");
        city.fill("#mark-1", "0,5");
        city.fill("#reason", REASON);
        city.click("form.propose button");

        var preview = city.locator(".correction.open");
        assertThat(preview).containsText("Đang chờ duyệt");
        assertThat(preview).containsText("Quận Hai Bà Trưng chấm Quận Long Biên");
        assertThat(preview).containsText(points(total(first, "LB")));
        screenshot(city, "corrections-preview");
        city.click(".correction.open button.strong");
        assertThat(preview).containsText("Bạn đã duyệt");

        assertThat(standings()).as("nothing is visible outside").isEqualTo(first);
        assertThat(inbox("lb")).hasSize(told);
        var anybody = chromium.page(chromium.window(1280, 900));
        anybody.navigate(running.url("/boards/" + board));
        assertThat(anybody.locator("main")).not().containsText("đính chính");

        var head = logIn("dd");
        head.navigate(running.url("/boards/" + board));
        head.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Đính chính kết quả"))
                .click();
        head.click(".correction.open button.strong");
        assertThat(head.locator(".correction")).containsText("Đã công bố");
        screenshot(head, "corrections-published");

        var second = standings();
        var revision = second.path("revision").asLong();
        assertThat(revision).isEqualTo(first.path("revision").asLong() + 1);
        assertThat(total(second, "LB")).isLessThan(total(first, "LB"));
        assertThat(total(second, "BD")).isEqualTo(total(first, "BD"));
        anybody.navigate(running.url("/boards/" + board));
        assertThat(anybody.locator("main"))
                .containsText("Bản " + revision + ", đính chính và thay bản " + (revision - 1) + ". Lý do: " + REASON);
        assertThat(anybody.locator("table.ranking")).containsText(points(total(second, "LB")));
        screenshot(anybody, "corrections-public");
        for (var recipient : List.of("lb", "bd", "thanh-pho")) {
            await().until(() -> inbox(recipient).stream()
                            .filter(item -> item.contains(REASON) && item.contains("Đính chính kết quả"))
                            .count()
                    == 1);
        }
        assertThat(inbox("lb").getFirst()).contains("Đính chính kết quả: Long Biên thứ");
        verified(revision);
        rebuiltIsEqual();
        aMarkChangedByHandIsStillNamed();
    }

    private void verified(long revision) throws Exception {
        var checking = new Checking(running, board);
        var said = "revision " + revision + " replaces " + (revision - 1) + ", with " + sheet;
        await().untilAsserted(() ->
                assertThat(checking.verify("--against", running.url("/")).out()).contains(said));
        var verified = checking.verify("--mongodb", running.address("store"), "--key", checking.key());
        assertThat(verified.status()).as(verified.out()).isZero();
        var published =
                Files.writeString(folder.resolve("standings.json"), standings().toString());
        var python = checking.verifyInPython(checking.copyOfTheLog(folder), "--standings", published.toString());
        assertThat(python.status()).as(python.out()).isZero();
        assertThat(python.out()).contains(said);
    }

    private void rebuiltIsEqual() {
        var begun = running.call("van-hanh", "POST", "/api/ranking/v1/rebuilds", "{\"board\":\"" + board + "\"}");
        var rebuilt = await().atMost(Checking.A_MINUTE)
                .until(
                        () -> running.get(
                                "van-hanh",
                                "/api/ranking/v1/rebuilds/" + begun.path("id").asString()),
                        rebuild -> Set.of("DONE", "FAILED")
                                .contains(rebuild.path("state").asString()));
        assertThat(rebuilt.at("/progress/equal").asInt()).as(rebuilt.toString()).isEqualTo(1);
    }

    private void aMarkChangedByHandIsStillNamed() {
        var checking = new Checking(running, board);
        try (var store = checking.store()) {
            checking.planted(
                    store.getDatabase("thidua_ranking").getCollection("boards"),
                    board,
                    stored -> {
                        var corrected = stored.get("sheets", Document.class).get("PEER/HBT/LB", Document.class);
                        corrected.put("m", Checking.lowered(corrected.getString("m")));
                    },
                    "ranking",
                    sheet);
        }
    }

    private Page logIn(String account) {
        var page = chromium.page(chromium.windowWithoutScripts(1280, 900));
        page.navigate(running.url("/sign-in"));
        Chromium.logIn(page, account);
        return page;
    }

    private void open(Page page) {
        page.navigate(running.url("/boards/" + board + "/corrections"));
        screenshot(page, "corrections-form");
    }

    /** At desktop and phone width, for people to look at. */
    private static void screenshot(Page page, String name) {
        var overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        page.setViewportSize(390, 844);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + "-phone.png")));
        assertThat(page.evaluate(overflow)).as(name + " fits a phone").isEqualTo(0);
        page.setViewportSize(1280, 900);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    private JsonNode standings() {
        return running.get("thanh-pho", "/api/ranking/v1/boards/" + board + "/standings");
    }

    private static int total(JsonNode standings, String unit) {
        return standings
                .path("rows")
                .valueStream()
                .filter(row -> row.at("/unit/id").asString().equals(unit))
                .findFirst()
                .orElseThrow()
                .path("total")
                .asInt();
    }

    private static String points(int hundredths) {
        return "%d,%02d".formatted(hundredths / 100, hundredths % 100);
    }

    /** The newest first. */
    private List<String> inbox(String client) {
        var recipient = client.equals("thanh-pho") ? "CITY" : client.toUpperCase(java.util.Locale.ROOT);
        return running.get(client, "/api/notification/v1/inboxes/" + recipient + "/items")
                .path("items")
                .valueStream()
                .map(JsonNode::toString)
                .toList();
    }
}
