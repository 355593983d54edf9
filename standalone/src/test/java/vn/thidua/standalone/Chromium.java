package vn.thidua.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.standalone.access.DemoClients;

/** A real browser, and everything that it complains about, above all violations of the content policy. */
final class Chromium implements AutoCloseable {

    final List<String> complaints = new ArrayList<>();
    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        var installed = installed();
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(installed == null ? Map.of() : Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions()
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
        if (installed != null) {
            options.setExecutablePath(installed);
        }
        browser = playwright.chromium().launch(options);
    }

    private static @Nullable Path installed() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** A window of its own, which shares nothing with any other. */
    BrowserContext window(int width, int height) {
        return browser.newContext(options(width, height));
    }

    /** The same, with scripts switched off. */
    BrowserContext windowWithoutScripts(int width, int height) {
        return browser.newContext(options(width, height).setJavaScriptEnabled(false));
    }

    private static Browser.NewContextOptions options(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height).setLocale("vi-VN");
    }

    /** An empty page whose complaints are noted. */
    Page page(BrowserContext window) {
        var page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** Fills in the form of the login page. */
    static void logIn(Page page, String account) {
        page.fill("#username", account);
        page.fill("#password", DemoClients.secret());
        page.click("main form button[type=submit]");
        assertThat(page.locator("#username")).hasCount(0);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
