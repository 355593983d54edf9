package vn.thidua.console.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.client.ResourceAccessException;

/**
 * Who may open which page. Whatever is not named here is not there, for nobody. What the services are asked on the way
 * is theirs to decide.
 */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SignInConfiguration.class);

    /** An hour without a request ends a login; an open page that updates itself keeps it. */
    private static final int SECONDS_WITHOUT_A_REQUEST = 3600;

    private static final String NO_ROLE = "no_role";

    private static final String[] FOR_ALL = {
        "/",
        "/boards/{board}",
        "/boards/{board}/motion.css",
        "/sign-in",
        // Passed on to the services, which ask for a token themselves.
        "/api/**",
        "/actuator/health/**",
        "/webjars/**",
        "/fonts/**",
        "/*.css",
        "/*.js",
        "/*.svg",
        "/error"
    };

    private static final RequestMatcher OPERATED = paths("/operations", "/actuator/**");
    private static final RequestMatcher CONTENT = paths("/boards/{board}/**", "/inbox", "/inbox/**");

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            Registrations registrations,
            PersonsTokens tokens,
            TokenEndpoint endpoint,
            IdentitySettings settings,
            ObjectProvider<EndOfLogin> ends) {
        return http
                // The headers of all responses are laid down in one place: the filter of the pages.
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                // Of what is relayed, only what brings its own token can change anything; see the relay.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/api/**"))
                .oauth2Login(login -> login.loginPage(SignInPages.SIGN_IN)
                        .clientRegistrationRepository(registrations)
                        .authorizedClientRepository(tokens)
                        .tokenEndpoint(token -> token.accessTokenResponseClient(endpoint.codes()))
                        .userInfoEndpoint(user -> user.oidcUserService(SignInConfiguration::user))
                        .successHandler((request, response, authentication) -> signedIn(request, response))
                        .failureHandler(SignInConfiguration::failed))
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, authentication) ->
                                tokens.refreshToken(request).ifPresent(token -> ends.forEach(end -> end.of(token))))
                        .logoutSuccessHandler((request, response, authentication) ->
                                response.sendRedirect(afterLogout(settings, registrations))))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(SignInConfiguration::mustSignIn)
                        .accessDeniedHandler(SignInConfiguration::denied))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers(FOR_ALL)
                                .permitAll()
                                .requestMatchers(OPERATED)
                                .hasRole(Role.OPERATIONS.name())
                                .requestMatchers(CONTENT)
                                .hasAnyRole(Role.DISTRICT.name(), Role.CITY.name())
                                .anyRequest()
                                .denyAll())
                .build();
    }

    private static OidcUser user(OidcUserRequest request) {
        var token = request.getIdToken();
        return Person.of(token)
                .map(person -> new SignedInUser(person, token))
                .orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error(NO_ROLE)));
    }

    private static void signedIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getSession().setMaxInactiveInterval(SECONDS_WITHOUT_A_REQUEST);
        response.sendRedirect(SignInPages.comeBack(request));
    }

    private static void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException {
        var code = failed instanceof OAuth2AuthenticationException told
                ? told.getError().getErrorCode()
                : failed.getClass().getSimpleName();
        log.warn("A login came to nothing: {}", code);
        if (code.equals(NO_ROLE)) {
            Reason.NOBODY.of(request);
            response.sendError(HttpStatus.FORBIDDEN.value());
        } else if (isSilence(failed)) {
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        } else {
            Reason.LOGIN.of(request);
            response.sendError(HttpStatus.UNAUTHORIZED.value());
        }
    }

    private static boolean isSilence(Throwable failed) {
        return Stream.<Throwable>iterate(failed, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ResourceAccessException || cause instanceof IssuerSilent);
    }

    /** At another provider the login is ended there too, and it sends the person back; it may ask whether to. */
    private static String afterLogout(IdentitySettings settings, Registrations registrations) {
        if (settings.own()) {
            return "/";
        }
        return registrations.endOfSession().orElse("/");
    }

    private static void mustSignIn(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        if (isNothing(request)) {
            response.sendError(HttpStatus.NOT_FOUND.value());
        } else if (isPart(request)) {
            openAgain(response, HttpStatus.UNAUTHORIZED);
        } else if (request.getMethod().equals("GET") && !request.getRequestURI().startsWith("/actuator")) {
            response.sendRedirect(LocalAddress.signIn(request));
        } else {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
        }
    }

    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        var form = denied instanceof CsrfException;
        if (form && isPart(request)) {
            openAgain(response, HttpStatus.FORBIDDEN);
            return;
        }
        if (form) {
            Reason.FORM.of(request);
        }
        response.sendError(!form && isNothing(request) ? HttpStatus.NOT_FOUND.value() : HttpStatus.FORBIDDEN.value());
    }

    /** A part of a page cannot send the reader anywhere; the page can. */
    private static void openAgain(HttpServletResponse response, HttpStatus status) {
        response.setStatus(status.value());
        response.setHeader("HX-Refresh", "true");
    }

    private static boolean isPart(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }

    private static boolean isNothing(HttpServletRequest request) {
        return !OPERATED.matches(request) && !CONTENT.matches(request);
    }

    private static RequestMatcher paths(String... patterns) {
        return new OrRequestMatcher(Stream.of(patterns)
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList());
    }
}
