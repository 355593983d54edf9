package vn.thidua.identity;

import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes a service a resource server that denies by default: every request needs an access token of the issuer whose
 * scope names this service, and every handler names its roles. Only health is open.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
public class IdentityConfiguration {

    IdentityConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder accessTokens(
            @Value("${thidua.identity.issuer}") String issuer,
            @Value("${thidua.identity.keys}") URI keys,
            @Value("${thidua.identity.audience}") String audience,
            Clock clock) {
        return AccessTokens.decoder(issuer, keys, audience, clock);
    }

    /** How long each filter takes is asked by nobody, and telling it costs every request. */
    @Bean
    SecurityObservationSettings noObservationOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain apiSecurity(
            HttpSecurity http,
            @Value("${spring.application.name}") String application,
            @Value("${thidua.limits.requests-per-second}") int perSecond,
            @Value("${thidua.limits.burst}") int burst) {
        var service = service(application);
        var api = "/api/" + service + "/**";
        var problems = new TokenProblems();
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Nothing here is read from a cookie, so there is nothing that another site could make a browser send.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasAuthority("SCOPE_operations")
                        .requestMatchers("/api/" + service + "/v1/openapi", "/api/" + service + "/v1/openapi/**")
                        .authenticated()
                        .requestMatchers(HttpMethod.GET, api)
                        .hasAuthority("SCOPE_" + service + ".read")
                        .requestMatchers(HttpMethod.HEAD, api)
                        .hasAuthority("SCOPE_" + service + ".read")
                        .requestMatchers(api)
                        .hasAuthority("SCOPE_" + service + ".write")
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(ActorToken::of))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .withObjectPostProcessor(answering(problems)))
                .addFilterAfter(new RateLimit(perSecond, burst), BearerTokenAuthenticationFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(EveryResponse.POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    @Bean
    EveryResponse everyResponse() {
        return new EveryResponse();
    }

    /** As it is called in addresses and scopes. */
    private static String service(String application) {
        return application.replaceFirst("-service$", "");
    }

    /** An issuer that is silent is not the client's fault: that is answered too, and does not become a failure of ours. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answering(TokenProblems problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                var handler = new AuthenticationEntryPointFailureHandler(problems);
                handler.setRethrowAuthenticationServiceException(false);
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }

    @Bean
    WebMvcConfigurer actors() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ActorArgument());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Permits()).addPathPatterns("/api/**");
            }
        };
    }

    /** The actor comes from the token: the API's description does not ask for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SpringDocUtils.class)
    static class Description {

        Description() {
            SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Expiry.class);
        }

        @Bean
        OpenApiCustomizer describedRights(@Value("${spring.application.name}") String application) {
            return new DescribedRights(service(application));
        }
    }
}
