package vn.thidua.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.thidua.standalone.access.DemoClients;

/** The console in a real browser; nothing may be reported in its log, above all no violation of the content policy. */
@DisplayName("The console in a browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class BrowserTest {

    private static final String BOARD = "/boards/hn-mttq-cum-1:2019";

    private Chromium chromium;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    void openBrowser() {
        chromium = new Chromium();
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    @BeforeEach
    void openPage() {
        chromium.complaints.clear();
        open(1280, 900);
    }

    private void open(int width, int height) {
        context = chromium.window(width, height);
        page = chromium.page(context);
    }

    @AfterEach
    void nothingWasReported() {
        context.close();
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void shows_the_final_standings_in_vietnamese_and_in_english() {
        page.navigate(Running.system().url(BOARD));
        assertThat(page.locator("html")).hasAttribute("lang", "vi");
        var first = page.locator("table.ranking tbody tr").first();
        assertThat(first).containsText("Quận Hai Bà Trưng");
        assertThat(first).containsText("93,20");
        assertThat(page.locator("body")).containsText("Kết quả chính thức");
        assertThat(page.locator("body")).containsText("DỮ LIỆU MẪU");

        page.navigate(Running.system().url(BOARD + "?lang=en"));
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("table.ranking tbody tr").first()).containsText("93.20");
    }

    @Test
    void asks_who_is_there_before_it_shows_more_than_the_final_standings() {
        page.navigate(Running.system().url(BOARD + "/units/DD"));
        page.fill("#username", "dd");
        page.fill("#password", "no such password");
        page.click("main form button[type=submit]");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();

        page.fill("#username", "dd");
        page.fill("#password", DemoClients.secret());
        page.click("main form button[type=submit]");

        // Where it was going in the first place.
        assertThat(page).hasURL(Pattern.compile(".*/units/DD$"));
        assertThat(page.locator("header.top")).containsText("Quận Đống Đa");
        var cookies = context.cookies();
        assertThat(cookies).singleElement().satisfies(cookie -> {
            assertThat(cookie.name).isEqualTo("__Host-thidua");
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.secure).isTrue();
            assertThat(cookie.path).isEqualTo("/");
        });
    }

    @Test
    void shows_a_district_that_sheets_are_sealed_while_all_are_still_scoring() {
        var system = Running.system();
        var board = system.openBoard("2020-H2");
        system.submitAsIn2019(board, "HBT", "LB");
        logIn("lb");

        page.navigate(system.url("/boards/" + board));

        assertThat(page.locator("main")).not().containsText("89,00");
        assertThat(page.locator("table.ranking")).hasCount(0);
    }

    private void logIn(String account) {
        page.navigate(Running.system().url("/sign-in"));
        Chromium.logIn(page, account);
    }

    @Test
    void shows_a_units_marks_by_criterion() {
        logIn("hbt");
        page.navigate(Running.system().url(BOARD));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Quận Đống Đa"))
                .first()
                .click();
        assertThat(page).hasURL(Pattern.compile(".*/units/DD$"));
        assertThat(page.locator("body")).containsText("Phản biện xã hội đối với dự thảo chính sách, đề án");
        assertThat(page.locator("body")).containsText("92,70");
    }

    @Test
    void shows_an_inbox_and_marks_what_was_read() {
        logIn("lb");
        page.navigate(Running.system().url("/inbox/LB"));
        assertThat(page.locator("body")).containsText("91,40");
        assertThat(page.locator("body")).containsText("Quận Đống Đa");
        var before = page.locator("form button").count();
        assertThat(before).isPositive();
    }

    @Test
    void shows_operations_that_every_service_is_well_and_nothing_waits() {
        logIn("vanhanh");
        page.navigate(Running.system().url("/operations"));
        for (var service : List.of("Chấm điểm", "Xếp hạng", "Thông báo")) {
            assertThat(page.locator("main")).containsText(service);
        }
        assertThat(page.getByText("Hoạt động")).hasCount(3);
        assertThat(page.getByText("Có sự cố")).hasCount(0);
    }

    @Test
    void shows_a_new_sheet_without_being_loaded_again() {
        var system = Running.system();
        var board = system.openBoard("2020-H1");
        logIn("thanhpho");
        page.navigate(system.url("/boards/" + board));
        var row = page.locator("table.ranking tbody tr").filter(new Locator.FilterOptions().setHasText("Long Biên"));
        assertThat(row).containsText("0/5");
        assertThat(page.locator("body")).containsText("Tạm tính");
        page.evaluate("window.loadedOnce = true");

        system.submitAsIn2019(board, "HBT", "LB");

        assertThat(row).containsText("1/5");
        assertThat(row).containsText("89,00");
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
    }

    @Test
    void can_be_used_by_keyboard() {
        logIn("hbt");
        page.navigate(Running.system().url(BOARD));
        page.keyboard().press("Tab");
        var skip = page.locator(":focus");
        assertThat(skip).hasAttribute("href", "#main");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.locator("main :focus")).isVisible();
    }

    @Test
    void fits_a_phone() {
        context.close();
        open(390, 844);
        page.navigate(Running.system().url(BOARD));
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).isEqualTo(0);
    }
}
