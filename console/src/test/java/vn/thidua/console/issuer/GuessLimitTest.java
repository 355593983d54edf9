package vn.thidua.console.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import vn.thidua.console.issuer.GuessLimit.Guess;

class GuessLimitTest {

    private final Moving clock = new Moving();
    private final GuessLimit limit = new GuessLimit(clock);

    @Test
    void who_is_right_may_log_in_as_often_as_they_like() {
        for (var time = 0; time < 500; time++) {
            right("hbt", "10.0.0.1");
        }
    }

    @Test
    void who_is_wrong_too_often_waits_and_is_told_how_long() {
        for (var time = 0; time < 20; time++) {
            wrong("hbt", "10.0.0.1");
        }

        assertThat(limit.guess("hbt", "10.0.0.1")).isEqualTo(new Guess.TooMany(30));
        clock.advance(Duration.ofSeconds(20));
        assertThat(limit.guess("hbt", "10.0.0.1")).isEqualTo(new Guess.TooMany(10));
        clock.advance(Duration.ofSeconds(10));
        wrong("hbt", "10.0.0.1");
        assertThat(limit.guess("hbt", "10.0.0.1")).isEqualTo(new Guess.TooMany(30));
    }

    @Test
    void guessing_shuts_an_account_to_nobody_else() {
        for (var time = 0; time < 21; time++) {
            limit.guess("hbt", "10.0.0.1");
        }

        right("hbt", "10.0.0.2");
        right("dd", "10.0.0.1");
    }

    @Test
    void one_address_cannot_try_every_account() {
        for (var account = 0; account < 100; account++) {
            wrong("a" + account, "10.0.0.1");
        }

        assertThat(limit.guess("a100", "10.0.0.1")).isEqualTo(new Guess.TooMany(3));
        right("a100", "10.0.0.2");
        clock.advance(Duration.ofSeconds(3));
        right("a100", "10.0.0.1");
    }

    private void right(String account, String address) {
        assertThat(limit.guess(account, address)).isInstanceOfSatisfying(Guess.Taken.class, Guess.Taken::giveBack);
    }

    private void wrong(String account, String address) {
        assertThat(limit.guess(account, address)).isInstanceOf(Guess.Taken.class);
    }

    private static final class Moving extends Clock {

        private Instant now = Instant.parse("2019-11-05T07:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
