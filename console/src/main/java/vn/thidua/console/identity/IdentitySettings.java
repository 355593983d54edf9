package vn.thidua.console.identity;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who vouches for people and systems, and, where that is the console itself, who they are. What would be unsafe does
 * not start.
 *
 * @param own whether the console carries the authorization server
 * @param issuer the authorization server's address, as in each token's {@code iss}; the console's own when {@code own}
 * @param origin the address at which people find the console
 * @param clientId the console's name at another provider
 * @param clientSecret its secret there
 * @param keyFile where the signing key is kept; without it, a new one is made at each start
 * @param demoPassword of every account and client in the lists that has none of its own
 * @param scopes what a role's tokens may contain
 */
@ConfigurationProperties("thidua.identity")
public record IdentitySettings(
        @DefaultValue("true") boolean own,
        URI issuer,
        URI origin,
        @DefaultValue(CONSOLE) String clientId,
        @DefaultValue("") String clientSecret,
        @Nullable Path keyFile,
        String demoPassword,
        @DefaultValue Map<Role, Set<String>> scopes,
        @DefaultValue List<Account> accounts,
        @DefaultValue List<Account> clients) {

    /** The console among the clients of its own authorization server. */
    public static final String CONSOLE = "console";

    /** Known to every reader of the documentation. */
    private static final String PUBLISHED_PASSWORD = "thi-dua-2019";

    public IdentitySettings {
        keyFile = keyFile == null || keyFile.toString().isBlank() ? null : keyFile;
        origin = own ? issuer : origin;
        scopes = Map.copyOf(scopes);
        accounts = List.copyOf(accounts);
        clients = List.copyOf(clients);
        if (own) {
            if (issuer.getHost() == null || !issuer.getPath().isEmpty() || issuer.getQuery() != null) {
                throw new IllegalArgumentException("thidua.identity.issuer must be an origin like"
                        + " https://thidua.example, without a path or a slash at its end, but is " + issuer);
            }
            if (issuer.getPort() == 0) {
                throw new IllegalArgumentException("The port must be known before the console starts, because each"
                        + " token names its issuer: set server.port, or thidua.identity.issuer (THIDUA_ISSUER)");
            }
            if (demoPassword.isBlank()) {
                throw new IllegalArgumentException("thidua.identity.demo-password must not be empty");
            }
            var published = demoPassword.equals(PUBLISHED_PASSWORD) && (anyDemo(accounts) || anyDemo(clients));
            if (published && !isLoopback(issuer)) {
                throw new IllegalArgumentException("The demo accounts' password is in the documentation, and " + issuer
                        + " is open to others: set THIDUA_DEMO_PASSWORD, or name your own accounts with"
                        + " THIDUA_ACCOUNTS");
            }
        } else if (clientSecret.isBlank()) {
            throw new IllegalArgumentException("thidua.identity.client-secret (THIDUA_CLIENT_SECRET) must be the"
                    + " console's secret at " + issuer);
        }
    }

    /** The password that the login page may tell, because everybody knows it. */
    public Optional<String> publishedPassword() {
        return demoPassword.equals(PUBLISHED_PASSWORD) ? Optional.of(demoPassword) : Optional.empty();
    }

    /** What the tokens of a role may contain; nothing where nothing is laid down. */
    public Set<String> scopes(Role role) {
        return scopes.getOrDefault(role, Set.of());
    }

    static boolean isLoopback(URI address) {
        return switch (address.getHost()) {
            case null -> false;
            case "localhost", "127.0.0.1", "[::1]" -> true;
            default -> false;
        };
    }

    private static boolean anyDemo(List<Account> accounts) {
        return accounts.stream().anyMatch(Account::demo);
    }

    @Override
    public String toString() {
        return "IdentitySettings[own=%s, issuer=%s, origin=%s]".formatted(own, issuer, origin);
    }

    /**
     * A person's account, or a system's client.
     *
     * @param id the user name or the client id
     * @param name for people to read
     * @param unit of a district
     * @param password a bcrypt hash as {@code {bcrypt}…}; the demo password when absent
     */
    public record Account(
            String id,
            String name,
            Role role,
            @Nullable String unit,
            @Nullable String password) {

        public Account {
            if (role == Role.PUBLIC) {
                throw new IllegalArgumentException(
                        "The account %s cannot be PUBLIC: that is the console's".formatted(id));
            }
            if ((role == Role.DISTRICT) == (unit == null || unit.isBlank())) {
                throw new IllegalArgumentException(
                        "The account %s: a unit is for a DISTRICT, and a DISTRICT needs one".formatted(id));
            }
            if (password != null && !password.startsWith("{bcrypt}$2")) {
                throw new IllegalArgumentException(
                        "The password of %s must be a bcrypt hash, written {bcrypt}$2a$…".formatted(id));
            }
        }

        public boolean demo() {
            return password == null;
        }

        @Override
        public String toString() {
            return id;
        }
    }
}
