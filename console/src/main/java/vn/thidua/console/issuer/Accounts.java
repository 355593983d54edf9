package vn.thidua.console.issuer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import vn.thidua.console.identity.IdentitySettings;
import vn.thidua.console.identity.IdentitySettings.Account;
import vn.thidua.console.identity.OwnSecret;
import vn.thidua.console.identity.Role;

/** Everybody whom this authorization server knows: people, districts' systems, and the console itself. */
final class Accounts implements UserDetailsService, RegisteredClientRepository {

    private static final Duration TOKEN_OF_A_PERSON = Duration.ofMinutes(10);
    private static final Duration TOKEN_OF_A_SYSTEM = Duration.ofHours(1);

    /** A working day: after that, everybody logs in again. */
    static final Duration LOGIN = Duration.ofHours(12);

    static final Duration CODE = Duration.ofMinutes(1);

    private final IdentitySettings settings;
    private final OwnSecret own;
    private final Secrets secrets;
    private final Map<String, Account> people;
    private final Map<String, Account> systems;
    private volatile @Nullable String demoHash;
    private volatile @Nullable RegisteredClient console;

    Accounts(IdentitySettings settings, OwnSecret own, Secrets secrets) {
        this.settings = settings;
        this.own = own;
        this.secrets = secrets;
        people = byId(settings.accounts());
        systems = byId(settings.clients());
        if (systems.containsKey(IdentitySettings.CONSOLE)) {
            throw new IllegalArgumentException(
                    "No client can be called " + IdentitySettings.CONSOLE + ": that is the console itself");
        }
    }

    /** Account ids and client ids are one space: a token tells a person from a system by the two being the same. */
    private static Map<String, Account> byId(List<Account> accounts) {
        return accounts.stream().collect(Collectors.toUnmodifiableMap(Account::id, Function.identity()));
    }

    Optional<Account> person(String id) {
        return Optional.ofNullable(people.get(id));
    }

    Optional<Account> system(String id) {
        return Optional.ofNullable(systems.get(id));
    }

    /** What a client may ask for on its own behalf. The console, on its own, is nobody in particular. */
    Set<String> scopesOnItsOwn(RegisteredClient client) {
        return settings.scopes(system(client.getClientId()).map(Account::role).orElse(Role.PUBLIC));
    }

    /** Those who log in with the one demo password, in the order of the list. */
    List<Account> demo() {
        return settings.accounts().stream().filter(Account::demo).toList();
    }

    @Override
    public UserDetails loadUserByUsername(String id) {
        var account = person(id).orElseThrow(() -> new UsernameNotFoundException("no such account"));
        return User.withUsername(id)
                .password(stored(account))
                .authorities("ROLE_" + account.role())
                .build();
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String id) {
        return id.equals(IdentitySettings.CONSOLE)
                ? console()
                : system(id).map(this::client).orElse(null);
    }

    /** Ids are client ids. */
    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are listed in the configuration");
    }

    private RegisteredClient client(Account system) {
        return RegisteredClient.withId(system.id())
                .clientId(system.id())
                .clientSecret(stored(system))
                .clientName(system.name())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(settings.scopes(system.role())))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_OF_A_SYSTEM)
                        .build())
                .build();
    }

    private RegisteredClient console() {
        var known = console;
        if (known == null) {
            var scopes = new TreeSet<String>();
            settings.scopes().values().forEach(scopes::addAll);
            scopes.add("openid");
            known = RegisteredClient.withId(IdentitySettings.CONSOLE)
                    .clientId(IdentitySettings.CONSOLE)
                    .clientSecret(secrets.hash(own.text()))
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .redirectUri(settings.origin() + "/login/oauth2/code/console")
                    .scopes(all -> all.addAll(scopes))
                    .clientSettings(ClientSettings.builder()
                            .requireProofKey(true)
                            .requireAuthorizationConsent(false)
                            .build())
                    .tokenSettings(TokenSettings.builder()
                            .authorizationCodeTimeToLive(CODE)
                            .accessTokenTimeToLive(TOKEN_OF_A_PERSON)
                            .refreshTokenTimeToLive(LOGIN)
                            .build())
                    .build();
            console = known;
        }
        return known;
    }

    /** The demo password is hashed once for all, and not before somebody needs it: starting is quick. */
    private String stored(Account account) {
        var hash = account.password();
        if (hash != null) {
            return hash;
        }
        synchronized (this) {
            var known = demoHash;
            if (known == null) {
                known = secrets.hash(settings.demoPassword());
                demoHash = known;
            }
            return known;
        }
    }
}
