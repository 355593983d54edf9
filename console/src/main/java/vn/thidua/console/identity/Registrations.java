package vn.thidua.console.identity;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The console as a client of the authorization server. Another provider's addresses are asked for when they are first
 * needed, so the console starts without it.
 */
@Component
final class Registrations implements ClientRegistrationRepository {

    /** In addresses: {@code /oauth2/authorization/console} and {@code /login/oauth2/code/console}. */
    static final String CONSOLE = "console";

    /** The console speaking for nobody. */
    static final String NOBODY = "nobody";

    private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
            new ParameterizedTypeReference<>() {};

    private final IdentitySettings settings;
    private final OwnSecret secret;
    private final int port;
    private final IssuerConnections connections;
    private volatile @Nullable ClientRegistration found;

    Registrations(
            IdentitySettings settings,
            OwnSecret secret,
            @Value("${server.port}") int port,
            IssuerConnections connections) {
        this.settings = settings;
        this.secret = secret;
        this.port = port;
        this.connections = connections;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(CONSOLE) ? console() : null;
    }

    /** Throws {@link IssuerSilent} when another provider does not say where its endpoints are. */
    ClientRegistration console() {
        var known = found;
        if (known == null) {
            known = (settings.own() ? own() : discovered())
                    .registrationId(CONSOLE)
                    .clientId(settings.own() ? IdentitySettings.CONSOLE : settings.clientId())
                    .clientSecret(settings.own() ? secret.text() : settings.clientSecret())
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .clientSettings(ClientRegistration.ClientSettings.builder()
                            .requireProofKey(true)
                            .build())
                    .redirectUri(settings.origin() + "/login/oauth2/code/" + CONSOLE)
                    .scope(scopes())
                    // All that the pages need to know is in the ID token.
                    .userInfoUri(null)
                    .build();
            found = known;
        }
        return known;
    }

    /** For what nobody who is logged in may see: finalised results. */
    ClientRegistration nobody() {
        return ClientRegistration.withClientRegistration(console())
                .registrationId(NOBODY)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(settings.scopes(Role.PUBLIC))
                .build();
    }

    /** Where another provider ends its login, and comes back from; says no more of the person than the browser does. */
    Optional<String> endOfSession() {
        return Optional.ofNullable(console()
                        .getProviderDetails()
                        .getConfigurationMetadata()
                        .get("end_session_endpoint"))
                .map(endpoint -> UriComponentsBuilder.fromUriString(endpoint.toString())
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{origin}")
                        .encode()
                        .buildAndExpand(settings.clientId(), settings.origin() + "/")
                        .toUriString());
    }

    private Set<String> scopes() {
        var scopes = new TreeSet<String>();
        settings.scopes().values().forEach(scopes::addAll);
        scopes.add("openid");
        return scopes;
    }

    /** Browsers go to the address that they know; the console itself asks its own port, whatever is in front of it. */
    private ClientRegistration.Builder own() {
        var inside = "http://localhost:" + port;
        return ClientRegistration.withRegistrationId(CONSOLE)
                .issuerUri(settings.issuer().toString())
                .authorizationUri(settings.issuer() + "/oauth2/authorize")
                .tokenUri(inside + "/oauth2/token")
                .jwkSetUri(inside + "/oauth2/jwks");
    }

    private ClientRegistration.Builder discovered() {
        var issuer = settings.issuer().toString();
        try {
            var metadata = connections
                    .rest()
                    .get()
                    .uri(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration")
                    .retrieve()
                    .body(METADATA);
            if (!issuer.equals(Objects.requireNonNull(metadata, "no metadata").get("issuer"))) {
                throw new IssuerSilent(issuer + " calls itself " + metadata.get("issuer"), null);
            }
            return ClientRegistrations.fromOidcConfiguration(metadata);
        } catch (RestClientException | IllegalArgumentException | NullPointerException silence) {
            throw new IssuerSilent(issuer + " does not say where its endpoints are", silence);
        }
    }
}
