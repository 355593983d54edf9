package vn.thidua.console.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.console.identity.IdentitySettings.Account;

/** What would be unsafe does not start. */
class IdentitySettingsTest {

    private static final String PUBLISHED = "thi-dua-2019";
    private static final Account DEMO = new Account("hbt", "Hai Bà Trưng", Role.DISTRICT, "HBT", null);

    @Test
    void the_demo_runs_on_this_machine() {
        var settings = settings(true, "http://localhost:8080", PUBLISHED, "", DEMO);

        assertThat(settings.origin()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(settings.publishedPassword()).hasValue(PUBLISHED);
    }

    @Test
    void the_documented_password_opens_nothing_beyond_this_machine() {
        assertThatThrownBy(() -> settings(true, "https://thidua.example", PUBLISHED, "", DEMO))
                .hasMessageContaining("THIDUA_DEMO_PASSWORD");

        var own = new Account("hbt", "Hai Bà Trưng", Role.DISTRICT, "HBT", "{bcrypt}$2a$10$abc");
        assertThat(settings(true, "https://thidua.example", PUBLISHED, "", own).accounts())
                .containsExactly(own);
        assertThat(settings(true, "https://thidua.example", "another", "", DEMO).publishedPassword())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/", "http://localhost:8080/a", "http://localhost:0", "urn:thidua"})
    void an_issuer_is_an_origin_that_is_known_before_the_start(String issuer) {
        assertThatThrownBy(() -> settings(true, issuer, PUBLISHED, "", DEMO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void another_provider_needs_the_consoles_secret_there() {
        assertThatThrownBy(() -> settings(false, "https://id.example/realms/thidua", PUBLISHED, " ", DEMO))
                .hasMessageContaining("THIDUA_CLIENT_SECRET");
    }

    @Test
    void no_account_is_public_or_a_district_without_a_unit_or_has_a_password_in_plain() {
        assertThatThrownBy(() -> new Account("x", "X", Role.PUBLIC, null, null)).hasMessageContaining("x");
        assertThatThrownBy(() -> new Account("x", "X", Role.DISTRICT, null, null))
                .hasMessageContaining("unit");
        assertThatThrownBy(() -> new Account("x", "X", Role.CITY, "HBT", null)).hasMessageContaining("unit");
        assertThatThrownBy(() -> new Account("x", "X", Role.CITY, null, "secret"))
                .hasMessageContaining("bcrypt")
                .hasMessageNotContaining("secret");
    }

    @Test
    void nothing_secret_is_in_what_a_log_would_show() {
        assertThat(settings(false, "https://id.example", "another", "s3cret", DEMO))
                .asString()
                .doesNotContain("s3cret", "another");
    }

    private static IdentitySettings settings(
            boolean own, String issuer, String password, String secret, Account... accounts) {
        return settings(own, issuer, password, secret, null, accounts);
    }

    private static IdentitySettings settings(
            boolean own, String issuer, String password, String secret, @Nullable Path keys, Account... accounts) {
        return new IdentitySettings(
                own,
                URI.create(issuer),
                URI.create("http://localhost:8080"),
                "console",
                secret,
                keys,
                password,
                Map.of(),
                List.of(accounts),
                List.of());
    }
}
