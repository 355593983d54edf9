package vn.thidua.console.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** What the authorization server remembers, and that it forgets. */
class AuthorizationsTest {

    private static final Instant MORNING = Instant.parse("2019-11-05T01:00:00Z");
    private static final OAuth2TokenType CODE = new OAuth2TokenType("code");
    private static final RegisteredClient CLIENT = RegisteredClient.withId("c")
            .clientId("c")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("http://localhost/")
            .build();

    private final Hands clock = new Hands();
    private final Authorizations authorizations = new Authorizations(clock, 10);

    @Test
    void ten_thousand_tokens_of_systems_leave_nothing_behind() {
        for (var at = 0; at < 10_000; at++) {
            authorizations.save(OAuth2Authorization.withRegisteredClient(CLIENT)
                    .id("s" + at)
                    .principalName("he-thong-hbt")
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .accessToken(access("t" + at))
                    .build());
        }

        assertThat(authorizations.size()).isZero();
    }

    @Test
    void a_login_is_found_by_its_code_and_then_by_what_renews_it() {
        authorizations.save(asked("1"));
        assertThat(id(authorizations.findByToken("code-1", CODE))).isEqualTo("1");

        authorizations.save(granted("1"));

        assertThat(authorizations.size()).isEqualTo(1);
        assertThat(id(authorizations.findByToken("refresh-1", OAuth2TokenType.REFRESH_TOKEN)))
                .isEqualTo("1");
        assertThat(id(authorizations.findByToken("code-1", CODE)))
                .as("so that using the code twice is noticed")
                .isEqualTo("1");
        assertThat(authorizations.findByToken("refresh-1", CODE)).isNull();
        assertThat(authorizations.findByToken("token-1", null)).isNull();
    }

    @Test
    void a_login_that_was_ended_cannot_be_renewed() {
        authorizations.save(granted("1"));
        authorizations.save(granted("2"));

        authorizations.of("refresh-1");

        assertThat(authorizations.findByToken("refresh-1", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
        assertThat(authorizations.findById("2")).isNotNull();
    }

    @Test
    void what_has_expired_goes_with_the_next_that_comes() {
        authorizations.save(asked("unfinished"));
        authorizations.save(granted("of-yesterday"));

        clock.now = clock.now.plus(Duration.ofMinutes(2));
        authorizations.save(asked("1"));
        assertThat(authorizations.findById("unfinished")).isNull();
        assertThat(authorizations.findById("of-yesterday")).isNotNull();

        clock.now = clock.now.plus(Duration.ofHours(12));
        authorizations.save(asked("2"));
        assertThat(authorizations.findById("of-yesterday")).isNull();
        assertThat(authorizations.size()).isEqualTo(1);
    }

    @Test
    void beyond_the_bound_the_oldest_goes() {
        for (var at = 0; at < 100; at++) {
            authorizations.save(asked("a" + at));
            authorizations.save(granted("g" + at));
        }

        assertThat(authorizations.size()).isEqualTo(20);
        assertThat(authorizations.findById("g89")).isNull();
        assertThat(authorizations.findById("g90")).isNotNull();
    }

    private OAuth2Authorization asked(String id) {
        return asked(id, OAuth2Authorization.withRegisteredClient(CLIENT)).build();
    }

    private OAuth2Authorization granted(String id) {
        return asked(id, OAuth2Authorization.withRegisteredClient(CLIENT))
                .accessToken(access("token-" + id))
                .refreshToken(new OAuth2RefreshToken("refresh-" + id, clock.now, clock.now.plus(Accounts.LOGIN)))
                .build();
    }

    private OAuth2Authorization.Builder asked(String id, OAuth2Authorization.Builder login) {
        return login.id(id)
                .principalName("hbt")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .token(new OAuth2AuthorizationCode("code-" + id, clock.now, clock.now.plus(Accounts.CODE)));
    }

    private OAuth2AccessToken access(String value) {
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, value, clock.now, clock.now.plus(Duration.ofMinutes(10)));
    }

    private static String id(@Nullable OAuth2Authorization found) {
        return Objects.requireNonNull(found, "nothing found").getId();
    }

    private static final class Hands extends Clock {

        private Instant now = MORNING;

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
