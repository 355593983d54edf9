package vn.thidua.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever goes wrong in between, what an officer has typed comes to count. */
@DisplayName("The grid that a district scores on, in a browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ScoringGridTest {

    private static final String KEPT = "JSON.stringify(localStorage)";

    private Chromium chromium;
    private BrowserContext window;
    private Page page;
    private String board;
    private List<String> criteria;

    @BeforeAll
    void openBoard() {
        board = Running.system().openBoard("2020-LUOI");
        criteria = get("").at("/definition/scoreTable/groups")
                .valueStream()
                .flatMap(group -> group.get("criteria").valueStream())
                .map(criterion -> criterion.get("code").asString())
                .toList();
        chromium = new Chromium();
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    @BeforeEach
    void logIn() {
        chromium.complaints.clear();
        window = chromium.window(1280, 900);
        page = chromium.page(window);
        page.navigate(Running.system().url("/boards/" + board + "/scoring"));
        Chromium.logIn(page, "hm");
    }

    @AfterEach
    void nothingWasReported() {
        window.close();
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void is_filled_in_by_keyboard_and_survives_reloads_and_the_end_of_the_login() throws IOException {
        cell("PEER/LB", "mark/" + criteria.getFirst()).focus();
        var half = criteria.size() / 2;
        type(0, half);
        assertThat(cell("PEER/LB", "mark/" + criteria.get(half))).isFocused();

        page.reload();
        assertThat(cell("PEER/LB", "mark/" + criteria.getFirst())).hasValue("3,5");
        assertThat(page.locator("#kept")).containsText("khôi phục");
        cell("PEER/LB", "mark/" + criteria.get(half)).focus();
        type(half, criteria.size());
        assertThat(sum("PEER/LB")).hasText(comma(350 * criteria.size()));

        window.clearCookies();
        page.reload();
        Chromium.logIn(page, "hm");
        assertThat(sum("PEER/LB")).hasText(comma(350 * criteria.size()));

        page.locator("button[name=send][value='PEER/LB']").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Quận Long Biên: đã nhận bản 1");
        assertThat(page.evaluate(KEPT)).isEqualTo("{}");
        var standing = get("/sheets/PEER/HM/LB");
        criteria.forEach(code ->
                assertThat(standing.at("/marks").get(code).asInt()).as(code).isEqualTo(350));

        var receipt = page.waitForDownload(
                () -> page.locator("a.receipt[download*='PEER-HM-LB']").click());
        assertThat(JsonMapper.shared()
                        .readTree(Files.readString(receipt.path()))
                        .get("digest"))
                .isEqualTo(standing.get("digest"));
    }

    @Test
    void says_as_one_types_what_does_not_fit_and_moves_by_arrows() {
        var first = cell("SELF/HM", "mark/" + criteria.getFirst());
        first.focus();
        page.keyboard().type("60");
        assertThat(first).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("[id='why-SELF/HM/mark/" + criteria.getFirst() + "']"))
                .containsText("Từ 0 đến");
        page.keyboard().press("Backspace");
        page.keyboard().press("Backspace");
        page.keyboard().type("0.5");
        assertThat(first).not().hasAttribute("aria-invalid", "true");

        page.keyboard().press("ArrowDown");
        assertThat(cell("SELF/HM", "mark/" + criteria.get(1))).isFocused();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowLeft");
        assertThat(first).isFocused();
    }

    @Test
    void shows_a_correction_that_came_in_between_and_overwrites_nothing_unseen() {
        Running.system().submitAsIn2019(board, "HM", "BD");
        page.reload();
        var cell = cell("PEER/BD", "mark/" + criteria.getFirst());
        cell.fill("1");
        cell("PEER/BD", "reason").fill("Xem lại minh chứng");
        var sheet = (ObjectNode) get("/sheets/PEER/HM/BD");
        ((ObjectNode) sheet.get("marks")).put(criteria.getFirst(), 450);
        Running.system()
                .call("hm", "POST", "/api/scoring/v1/boards/" + board + "/sheets", """
                {"kind": "PEER", "scorer": "HM", "target": "BD", "marks": %s, "replaces": 1}""".formatted(sheet.get("marks")));
        page.reload();
        assertThat(cell).hasValue("1");

        page.locator("button[name=send][value='PEER/BD']").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("đã có bản khác");
        assertThat(page.locator("td", new Page.LocatorOptions().setHas(cell))).containsText("đang có: 4,5");
        // The browser notes that the answer was a refusal, and nothing else.
        assertThat(chromium.complaints).allMatch(complaint -> complaint.contains("412"));
        chromium.complaints.clear();

        page.locator("button[name=send][value='PEER/BD']").click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("đã nhận bản 3");
        assertThat(get("/sheets/PEER/HM/BD")
                        .at("/marks")
                        .get(criteria.getFirst())
                        .asInt())
                .isEqualTo(100);
    }

    @Test
    void fits_a_phone() {
        page.setViewportSize(390, 844);
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).isEqualTo(0);
        assertThat(cell("SELF/HM", "mark/" + criteria.getFirst())).isInViewport();
    }

    @Test
    void keeps_what_could_not_be_sent_because_the_network_was_gone() {
        var address = page.url();
        cell("PEER/HK", "mark/" + criteria.getFirst()).fill("2,5");
        window.setOffline(true);
        page.locator("button[name=send][value='PEER/HK']").click();
        assertThat(cell("PEER/HK", "mark/" + criteria.getFirst())).hasCount(0);

        window.setOffline(false);
        page.navigate(address);

        assertThat(cell("PEER/HK", "mark/" + criteria.getFirst())).hasValue("2,5");
        // The browser notes that it is offline, and nothing else.
        assertThat(chromium.complaints).allMatch(complaint -> complaint.contains("ERR_INTERNET_DISCONNECTED"));
        chromium.complaints.clear();
    }

    private void type(int from, int until) {
        for (var at = from; at < until; at++) {
            page.keyboard().type("3,5");
            page.keyboard().press("Enter");
        }
    }

    private Locator cell(String sheet, String name) {
        return page.locator("[id='cell-" + sheet + "/" + name + "']");
    }

    private Locator sum(String sheet) {
        return page.locator("[data-sum='" + sheet + "']");
    }

    private static String comma(int hundredths) {
        return "%d,%02d".formatted(hundredths / 100, hundredths % 100);
    }

    private JsonNode get(String path) {
        return Running.system().get("hm", "/api/scoring/v1/boards/" + board + path);
    }
}
