package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another OpenID provider vouches for people, and is sometimes not there. */
@SuppressWarnings("NullAway.Init")
class ExternalProviderTest {

    private static final String BOARD = "/boards/hn-mttq-cum-1:2019";

    private StubProvider provider;
    private RunningConsole console;

    @BeforeEach
    void start() {
        provider = new StubProvider();
        var services = FakeServices.with2019();
        services.believe(provider.issuer(), provider.keys());
        console = new RunningConsole(
                services,
                "--thidua.identity.own=false",
                "--thidua.identity.issuer=" + provider.issuer(),
                "--thidua.identity.client-id=" + StubProvider.CLIENT,
                "--thidua.identity.client-secret=" + StubProvider.SECRET);
    }

    @AfterEach
    void stop() {
        console.close();
        provider.close();
    }

    @Test
    void a_person_logs_in_there_and_comes_back_to_the_page_asked_for() {
        var reader = new Reader(console);

        var page = reader.open("/inbox/HBT");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.request().uri()).isEqualTo(console.at("/inbox/HBT"));
        assertThat(page.body()).contains("<strong>Quận Hai Bà Trưng</strong>", "2 thư chưa đọc");
        assertThat(provider.grants).containsExactly("authorization_code");
        assertThat(reader.page(BOARD)).contains("93,20", "sse-connect");
    }

    @Test
    void the_console_carries_no_authorization_server_then() {
        for (var path : List.of("/login", "/oauth2/jwks", "/oauth2/authorize", "/.well-known/openid-configuration")) {
            assertThat(console.open(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(console.token("he-thong-hbt", Reader.PASSWORD, "grant_type=client_credentials")
                        .statusCode())
                .isIn(403, 404);
    }

    @Test
    void the_public_page_is_asked_for_as_nobody_with_one_token_for_all() {
        for (var at = 0; at < 3; at++) {
            assertThat(console.page("/")).contains("93,20");
        }

        assertThat(provider.grants).containsExactly("client_credentials");
    }

    @Test
    void a_token_is_renewed_unnoticed_and_by_one_of_many_requests_at_once() {
        // Within half a minute of its end, so each is renewed when it is needed.
        provider.life = Duration.ofSeconds(20);
        var reader = new Reader(console);
        reader.open("/inbox/HBT");
        provider.life = Duration.ofMinutes(10);
        provider.grants.clear();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(at -> CompletableFuture.supplyAsync(
                            () -> console.send(reader.to("/api/ranking/v1" + BOARD + "/standings")), threads))
                    .toList();
            assertThat(answers)
                    .extracting(CompletableFuture::join)
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(200);
        }

        assertThat(reader.ask("/inbox/HBT").statusCode()).isEqualTo(200);
        assertThat(provider.grants).containsExactly("refresh_token");
    }

    @Test
    void a_login_that_the_provider_has_ended_begins_again() {
        provider.life = Duration.ofSeconds(20);
        var reader = new Reader(console);
        reader.open("/inbox/HBT");
        provider.forgetLogins();

        var part = reader.send(reader.to("/inbox/HBT").header("HX-Request", "true"));
        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.headers().firstValue("HX-Refresh")).hasValue("true");

        var again = reader.ask("/inbox/HBT?unread=true");
        assertThat(Reader.location(again)).isEqualTo("/sign-in?redirect=%2Finbox%2FHBT%3Funread%3Dtrue");
        assertThat(reader.followed(again).request().uri()).isEqualTo(console.at("/inbox/HBT?unread=true"));
    }

    @Test
    void an_account_without_a_role_is_told_so_and_is_not_logged_in() {
        for (var claims : List.<Map<String, Object>>of(
                Map.of("name", "X"),
                Map.of("thidua_role", "PUBLIC"),
                Map.of("thidua_role", "city"),
                Map.of("thidua_role", "DISTRICT"))) {
            provider.person = claims;
            var reader = new Reader(console);

            var page = reader.open("/inbox");

            assertThat(page.statusCode()).as(claims.toString()).isEqualTo(403);
            assertThat(page.body()).contains("Tài khoản chưa có vai trò");
            assertThat(reader.ask("/inbox").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void while_the_provider_is_silent_pages_say_so_and_what_is_known_goes_on() {
        assertThat(console.page("/")).contains("93,20");
        var reader = new Reader(console);
        reader.open("/inbox/HBT");
        provider.stop();

        assertThat(console.open("/").statusCode()).as("the public page").isEqualTo(200);
        assertThat(reader.ask("/inbox/HBT").statusCode()).as("who is logged in").isEqualTo(200);
    }

    @Test
    void a_login_begun_before_the_provider_fell_silent_ends_in_a_friendly_page() {
        var reader = new Reader(console);
        var authorization = reader.ask(Reader.location(reader.ask("/sign-in")));
        var back = Reader.location(console.send(console.to(URI.create(Reader.location(authorization)))));
        provider.stop();

        var page = reader.ask(back.replace(console.origin(), ""));

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("Hệ thống định danh chưa trả lời", "Thử lại");
    }

    @Test
    void a_console_that_starts_while_the_provider_is_silent_waits_for_it() {
        provider.stop();

        for (var path : List.of("/", "/sign-in?redirect=/inbox")) {
            var page = console.open(path);
            assertThat(page.statusCode()).as(path).isEqualTo(503);
            assertThat(page.body()).contains("Hệ thống định danh chưa trả lời");
        }

        provider.start();
        assertThat(console.page("/")).contains("93,20");
        assertThat(new Reader(console).open("/inbox").statusCode()).isEqualTo(200);
    }

    @Test
    void logging_out_ends_the_login_here_and_asks_the_provider_to_end_its_own() {
        var reader = new Reader(console);
        var secret = Reader.secret(reader.page("/inbox/HBT"));

        var out = reader.submit("/sign-out", "", secret);

        assertThat(Reader.location(out))
                .startsWith(provider.issuer() + "/logout?client_id=" + StubProvider.CLIENT)
                .contains("post_logout_redirect_uri=" + Reader.encoded(console.origin() + "/"));
        assertThat(out.headers().firstValue("Content-Security-Policy").orElse(""))
                .as("browsers hold the answer to a form against the policy")
                .contains("form-action 'self' " + provider.issuer().replace("/realms/thidua", ""));
        assertThat(reader.ask("/inbox/HBT").statusCode()).isEqualTo(302);
    }
}
