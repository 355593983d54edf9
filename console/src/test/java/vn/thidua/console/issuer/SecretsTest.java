package vn.thidua.console.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What matches, and that having matched once opens nothing else. */
class SecretsTest {

    private final Secrets secrets = new Secrets();
    private final String stored = secrets.hash("thi-dua-2019");

    @Test
    void a_secret_matches_its_hash_the_first_time_and_every_time() {
        assertThat(stored).startsWith("{bcrypt}$2").doesNotContain("thi-dua");
        for (var at = 0; at < 3; at++) {
            assertThat(secrets.matches("thi-dua-2019", stored)).isTrue();
        }
    }

    @Test
    void another_secret_never_matches_before_or_after_the_right_one() {
        assertThat(secrets.matches("thi-dua-2018", stored)).isFalse();
        assertThat(secrets.matches("thi-dua-2019", stored)).isTrue();
        assertThat(secrets.matches("thi-dua-2018", stored)).isFalse();
        assertThat(secrets.matches("", stored)).isFalse();
        assertThat(secrets.matches(null, stored)).isFalse();
    }

    @Test
    void what_is_stored_in_plain_matches_nothing() {
        assertThat(secrets.matches("plain", "plain")).isFalse();
        assertThat(secrets.matches("plain", "{noop}plain")).isFalse();
        assertThat(secrets.matches("plain", null)).isFalse();
    }
}
