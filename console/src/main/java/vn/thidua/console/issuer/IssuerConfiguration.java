package vn.thidua.console.issuer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import vn.thidua.console.identity.IdentitySettings;
import vn.thidua.console.identity.OwnSecret;
import vn.thidua.console.identity.Reason;

/**
 * The authorization server: code flow for the console, client credentials for systems, and nothing else of what the
 * standards know. Its own login is kept apart from the login at the console, though both are in one session.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnIssuer
class IssuerConfiguration {

    private static final String[] ENDPOINTS = {
        "/oauth2/authorize",
        "/oauth2/token",
        "/oauth2/jwks",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
        "/login"
    };

    /** The standards' endpoints that are not here must not be promised. */
    private static final List<String> NOT_HERE = List.of(
            "introspection_endpoint",
            "introspection_endpoint_auth_methods_supported",
            "revocation_endpoint",
            "revocation_endpoint_auth_methods_supported",
            "userinfo_endpoint",
            "end_session_endpoint",
            "tls_client_certificate_bound_access_tokens",
            "dpop_signing_alg_values_supported");

    private static final String LOGIN = "thidua.issuer-login";

    @Bean
    Keys signingKeys(IdentitySettings settings) {
        return new Keys(settings.keyFile());
    }

    /** The start fails when there is no key. */
    @Bean
    SmartInitializingSingleton signingKeyIsThere(Keys keys) {
        return keys::await;
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(Keys keys) {
        return (selector, context) -> selector.select(keys.await());
    }

    /** The framework wants one for an endpoint (userinfo) that is not served here: nothing is accepted there. */
    @Bean
    JwtDecoder jwtDecoder() {
        return token -> {
            throw new BadJwtException("there is no such endpoint");
        };
    }

    @Bean
    Secrets secrets() {
        return new Secrets();
    }

    @Bean
    Accounts accounts(IdentitySettings settings, OwnSecret own, Secrets secrets) {
        return new Accounts(settings, own, secrets);
    }

    @Bean
    Authorizations authorizations(Clock clock) {
        return new Authorizations(clock);
    }

    @Bean
    Claims claims(Accounts accounts, IdentitySettings settings) {
        return new Claims(accounts, settings);
    }

    /** So that what the server notes of a session goes with the session. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    AuthorizationServerSettings issuerSettings(IdentitySettings settings) {
        // Laid down, and not taken from a request, where it could be made up.
        return AuthorizationServerSettings.builder()
                .issuer(settings.issuer().toString())
                .build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain issuer(
            HttpSecurity http, Accounts accounts, Authorizations authorizations, Secrets secrets, Clock clock) {
        var passwords = new DaoAuthenticationProvider(accounts);
        passwords.setPasswordEncoder(secrets);
        var login = new HttpSessionSecurityContextRepository();
        login.setSpringSecurityContextKey(LOGIN);
        var asked = new HttpSessionRequestCache();
        asked.setRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/oauth2/authorize"));
        return http.securityMatcher(ENDPOINTS)
                // The headers of all responses are laid down in one place: the filter of the pages.
                .headers(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(login))
                .requestCache(cache -> cache.requestCache(asked))
                .logout(AbstractHttpConfigurer::disable)
                .with(
                        new OAuth2AuthorizationServerConfigurer(),
                        server -> server.registeredClientRepository(accounts)
                                .authorizationService(authorizations)
                                .tokenEndpoint(tokens -> {
                                    var scopes = new SystemScopes(accounts);
                                    tokens.accessTokenRequestConverter(scopes)
                                            .authenticationProviders(providers -> limit(providers, scopes));
                                })
                                .authorizationServerMetadataEndpoint(
                                        metadata -> metadata.authorizationServerMetadataCustomizer(
                                                about -> about.claims(IssuerConfiguration::withoutWhatIsNotHere)))
                                .oidc(openId -> openId.providerConfigurationEndpoint(
                                        metadata -> metadata.providerConfigurationCustomizer(
                                                about -> about.claims(IssuerConfiguration::withoutWhatIsNotHere)))))
                .authenticationProvider(passwords)
                // After the form's own secret was looked at, before any password is.
                .addFilterAfter(new GuessFilter(new GuessLimit(clock)), CsrfFilter.class)
                .formLogin(form ->
                        form.loginPage("/login").failureUrl("/login?error").successHandler(backTo(asked)))
                .exceptionHandling(refusals -> refusals.accessDeniedHandler((request, response, denied) -> {
                    if (denied instanceof CsrfException) {
                        Reason.FORM.of(request);
                    }
                    response.sendError(HttpStatus.FORBIDDEN.value());
                }))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/login")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static void limit(List<AuthenticationProvider> providers, SystemScopes scopes) {
        for (var provider : providers) {
            if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider systems) {
                systems.setAuthenticationValidator(scopes);
            }
        }
    }

    private static void withoutWhatIsNotHere(Map<String, Object> metadata) {
        NOT_HERE.forEach(metadata::remove);
        metadata.put("grant_types_supported", List.of("authorization_code", "client_credentials", "refresh_token"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
    }

    /** To the authorization that was asked for; named without a host, so that it stays on this origin. */
    private static AuthenticationSuccessHandler backTo(HttpSessionRequestCache asked) {
        return (request, response, authentication) -> {
            var saved = Optional.ofNullable(asked.getRequest(request, response))
                    .map(one -> URI.create(one.getRedirectUrl()))
                    .map(one -> one.getRawPath() + "?" + one.getRawQuery());
            asked.removeRequest(request, response);
            response.sendRedirect(saved.orElse("/sign-in"));
        };
    }
}
