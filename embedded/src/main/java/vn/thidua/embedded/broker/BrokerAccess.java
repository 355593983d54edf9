package vn.thidua.embedded.broker;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * Who may connect to a broker with access control: the given principals with their passwords, and the broker itself,
 * which alone may do everything.
 *
 * <p>The principals come in with SCRAM, by what the broker has stored of their passwords. The broker comes to itself and
 * to its controller before anything is stored: its one account is in the configuration (PLAIN), with a password that is
 * made at each start and kept nowhere.
 */
record BrokerAccess(Map<String, String> credentials, String ownPassword) {

    /** The broker's own principal. */
    static final String BROKER = "broker";

    private static final String SCRAM = "SCRAM-SHA-512";
    private static final String PLAIN = "PLAIN";
    private static final String CLIENTS = listener(BrokerSettings.CLIENT_LISTENER);
    private static final String CONTROLLER = listener(BrokerFolder.CONTROLLER_LISTENER);

    BrokerAccess {
        if (credentials.containsKey(BROKER)) {
            throw new IllegalArgumentException("\"" + BROKER + "\" is the embedded broker's own name");
        }
        if (Stream.concat(credentials.keySet().stream(), credentials.values().stream())
                .anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A principal of the embedded broker has no name or no password");
        }
        credentials = Map.copyOf(credentials);
    }

    static BrokerAccess of(Map<String, String> credentials) {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new BrokerAccess(
                credentials, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    Map<String, Object> settings() {
        var account =
                login(PlainLoginModule.class, BROKER, ownPassword, "user_%s=\"%s\"".formatted(BROKER, ownPassword));
        return Map.ofEntries(
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("allow.everyone.if.no.acl.found", false),
                Map.entry("super.users", "User:" + BROKER),
                Map.entry("sasl.mechanism.inter.broker.protocol", PLAIN),
                Map.entry("sasl.mechanism.controller.protocol", PLAIN),
                Map.entry(CONTROLLER + "sasl.enabled.mechanisms", PLAIN),
                Map.entry(CONTROLLER + "plain.sasl.jaas.config", account),
                Map.entry(CLIENTS + "sasl.enabled.mechanisms", SCRAM + "," + PLAIN),
                Map.entry(CLIENTS + "plain.sasl.jaas.config", account),
                Map.entry(
                        CLIENTS + "scram-sha-512.sasl.jaas.config",
                        "%s required;".formatted(ScramLoginModule.class.getName())));
    }

    /** How the broker's own principal comes in. */
    Map<String, Object> asBroker() {
        return client(PLAIN, login(PlainLoginModule.class, BROKER, ownPassword, ""));
    }

    /** How one of the given principals comes in. */
    Map<String, Object> as(String principal) {
        var password = credentials.getOrDefault(principal, "");
        return client(SCRAM, login(ScramLoginModule.class, principal, password, ""));
    }

    private static Map<String, Object> client(String mechanism, String login) {
        return Map.of(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SASL_PLAINTEXT",
                SaslConfigs.SASL_MECHANISM,
                mechanism,
                SaslConfigs.SASL_JAAS_CONFIG,
                login);
    }

    private static String login(Class<?> module, String user, String password, String more) {
        return "%s required username=%s password=%s %s;"
                .formatted(module.getName(), quoted(user), quoted(password), more);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String listener(String name) {
        return "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return credentials.keySet().toString();
    }
}
