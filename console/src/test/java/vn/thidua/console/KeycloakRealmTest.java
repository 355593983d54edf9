package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.console.identity.IdentitySettings;
import vn.thidua.console.identity.Role;

/** The realm says of everybody what our own authorization server would say. As a file: no Keycloak runs here. */
@SuppressWarnings("NullAway.Init")
class KeycloakRealmTest {

    private static JsonNode realm;
    private static IdentitySettings own;

    @BeforeAll
    static void read() throws IOException {
        realm = JsonMapper.shared().readTree(Files.readString(Path.of("../deploy/keycloak/thidua-realm.json")));
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "given",
                        Map.of(
                                "thidua.identity.issuer", "http://localhost:8080",
                                "thidua.identity.origin", "http://localhost:8080",
                                "thidua.identity.demo-password", Reader.PASSWORD)));
        new YamlPropertySourceLoader()
                .load("accounts", new ClassPathResource("console/accounts.yml"))
                .forEach(environment.getPropertySources()::addLast);
        own = Binder.get(environment)
                .bind("thidua.identity", IdentitySettings.class)
                .get();
    }

    @Test
    void everybody_with_an_account_is_there_in_the_same_role_and_for_the_same_unit() {
        assertThat(own.accounts()).hasSize(8);
        for (var account : own.accounts()) {
            var user = user(account.id());
            isSame(user, account.role(), account.unit());
            assertThat(user.get("firstName").asString()).isEqualTo(account.name());
            assertThat(user.at("/credentials/0/value").asString()).isEqualTo(Reader.PASSWORD);
        }
    }

    @Test
    void every_system_is_there_and_called_in_its_token_as_it_is_called() {
        assertThat(own.clients()).hasSize(8);
        for (var account : own.clients()) {
            var client = client(account.id());
            assertThat(client.get("serviceAccountsEnabled").asBoolean()).isTrue();
            assertThat(client.get("standardFlowEnabled").asBoolean()).isFalse();
            assertThat(client.get("secret").asString()).isEqualTo(Reader.PASSWORD);
            assertThat(client.at("/attributes/access.token.lifespan").asString())
                    .isEqualTo("3600");
            assertThat(hardcoded(client, "sub")).hasValue(account.id());
            assertThat(hardcoded(client, "client_id")).hasValue(account.id());
            isSame(serviceAccount(account.id()), account.role(), account.unit());
            assertThat(scopesInTokens(client, account.role())).isEqualTo(own.scopes(account.role()));
        }
    }

    @Test
    void the_console_logs_people_in_with_a_proof_key_and_is_nobody_in_particular_by_itself() {
        var console = client("console");

        assertThat(console.get("standardFlowEnabled").asBoolean()).isTrue();
        assertThat(console.get("publicClient").asBoolean()).isFalse();
        assertThat(console.at("/attributes/pkce.code.challenge.method").asString())
                .isEqualTo("S256");
        assertThat(strings(console.get("redirectUris")))
                .containsExactly("http://localhost:8080/login/oauth2/code/console");
        assertThat(hardcoded(console, "client_id")).hasValue("console");
        assertThat(mapper(console, "sub").at("/config/user.attribute").asString())
                .isEqualTo("username");
        isSame(serviceAccount("console"), Role.PUBLIC, null);
        for (var role : Role.values()) {
            assertThat(scopesInTokens(console, role)).as(role.name()).isEqualTo(own.scopes(role));
        }
    }

    @Test
    void every_client_puts_audience_role_and_unit_into_its_tokens() {
        for (var client : realm.get("clients")) {
            assertThat(strings(client.get("defaultClientScopes"))).contains("thidua");
            assertThat(client.get("directAccessGrantsEnabled").asBoolean()).isFalse();
            assertThat(client.get("implicitFlowEnabled").asBoolean()).isFalse();
        }
        var scope = clientScope("thidua");
        assertThat(mapper(scope, "audience")
                        .at("/config/included.custom.audience")
                        .asString())
                .isEqualTo("thidua");
        for (var claim : List.of("thidua_role", "thidua_unit")) {
            var config = mapper(scope, claim).get("config");
            assertThat(config.get("claim.name").asString()).isEqualTo(claim);
            assertThat(config.get("user.attribute").asString()).isEqualTo(claim);
            assertThat(config.get("access.token.claim").asString()).isEqualTo("true");
            assertThat(config.get("id.token.claim").asString()).isEqualTo("true");
        }
        assertThat(mapper(scope, "name").at("/config/id.token.claim").asString())
                .isEqualTo("true");
    }

    @Test
    void nobody_gives_a_role_or_a_unit_to_themselves() {
        var profile = JsonMapper.shared()
                .readTree(realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config")
                        .get("kc.user.profile.config")
                        .get(0)
                        .asString());

        assertThat(profile.has("unmanagedAttributePolicy")).isFalse();
        for (var name : List.of("thidua_role", "thidua_unit")) {
            var attribute = one(profile.get("attributes"), "name", name);
            assertThat(strings(attribute.at("/permissions/edit"))).containsExactly("admin");
        }
        assertThat(realm.get("registrationAllowed").asBoolean()).isFalse();
    }

    @Test
    void tokens_are_signed_and_last_as_ours() {
        assertThat(realm.get("defaultSignatureAlgorithm").asString()).isEqualTo("RS256");
        assertThat(realm.get("accessTokenLifespan").asInt()).isEqualTo(600);
    }

    private static void isSame(JsonNode user, Role role, @Nullable String unit) {
        assertThat(strings(user.at("/attributes/thidua_role"))).containsExactly(role.name());
        assertThat(strings(user.get("realmRoles"))).containsExactly(role.name());
        assertThat(user.at("/attributes/thidua_unit/0").asString("")).isEqualTo(Objects.requireNonNullElse(unit, ""));
        assertThat(user.get("enabled").asBoolean()).isTrue();
    }

    /** A client scope with roles is granted to those who have one of them. */
    private static Set<String> scopesInTokens(JsonNode client, Role role) {
        var granted = new TreeSet<String>();
        for (var scope : strings(client.get("defaultClientScopes"))) {
            if (scope.equals("thidua")) {
                continue;
            }
            assertThat(clientScope(scope)
                            .at("/attributes/include.in.token.scope")
                            .asString())
                    .isEqualTo("true");
            if (strings(one(realm.get("scopeMappings"), "clientScope", scope).get("roles"))
                    .contains(role.name())) {
                granted.add(scope);
            }
        }
        return new HashSet<>(granted);
    }

    private static Optional<String> hardcoded(JsonNode client, String claim) {
        var mapper = mapper(client, claim);
        return mapper.get("protocolMapper").asString().equals("oidc-hardcoded-claim-mapper")
                        && mapper.at("/config/access.token.claim").asString().equals("true")
                        && mapper.at("/config/claim.name").asString().equals(claim)
                ? Optional.of(mapper.at("/config/claim.value").asString())
                : Optional.empty();
    }

    private static JsonNode mapper(JsonNode of, String name) {
        return one(of.get("protocolMappers"), "name", name);
    }

    private static JsonNode client(String id) {
        return one(realm.get("clients"), "clientId", id);
    }

    private static JsonNode clientScope(String name) {
        return one(realm.get("clientScopes"), "name", name);
    }

    private static JsonNode user(String name) {
        return one(realm.get("users"), "username", name);
    }

    private static JsonNode serviceAccount(String client) {
        return one(realm.get("users"), "serviceAccountClientId", client);
    }

    private static JsonNode one(JsonNode all, String field, String value) {
        var found = stream(all)
                .filter(node -> node.path(field).asString("").equals(value))
                .toList();
        assertThat(found).as(field + " " + value).hasSize(1);
        return found.getFirst();
    }

    private static Set<String> strings(JsonNode array) {
        return stream(array).map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
