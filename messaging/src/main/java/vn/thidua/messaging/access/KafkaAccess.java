package vn.thidua.messaging.access;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * Where the brokers are and as whom to come in: the same for every client of a program.
 *
 * @param brokers {@code host:port}, several separated by commas
 * @param login as whom; {@code null} where the brokers let everybody in
 */
public record KafkaAccess(String brokers, @Nullable Login login) {

    /** To brokers that let everybody in. */
    public static KafkaAccess open(String brokers) {
        return new KafkaAccess(brokers, null);
    }

    /** With SCRAM-SHA-512 over an unencrypted connection. */
    public static KafkaAccess as(String user, String password, String brokers) {
        return new KafkaAccess(brokers, new Login(user, password, Protocol.SASL_PLAINTEXT, Mechanism.SCRAM_SHA_512));
    }

    /** What an admin client, a producer or a consumer is configured with; the password is in it. */
    public Map<String, Object> settings() {
        var settings = new HashMap<String, Object>(security());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return Map.copyOf(settings);
    }

    /** As {@link #settings()}, without where the brokers are; empty where everybody is let in. */
    public Map<String, String> security() {
        return login == null ? Map.of() : login.settings();
    }

    /** How the connection is protected. */
    public enum Protocol {
        SASL_PLAINTEXT,
        SASL_SSL
    }

    /** How the password is proved. */
    public enum Mechanism {
        SCRAM_SHA_512("SCRAM-SHA-512", ScramLoginModule.class),
        PLAIN("PLAIN", PlainLoginModule.class);

        private final String wireName;
        private final Class<?> module;

        Mechanism(String wireName, Class<?> module) {
            this.wireName = wireName;
            this.module = module;
        }
    }

    /** As whom. */
    public record Login(String user, String password, Protocol protocol, Mechanism mechanism) {

        public Login {
            if (user.isBlank() || password.isBlank()) {
                throw new IllegalArgumentException("a login without a user or without a password");
            }
        }

        private Map<String, String> settings() {
            return Map.of(
                    CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                    protocol.name(),
                    SaslConfigs.SASL_MECHANISM,
                    mechanism.wireName,
                    SaslConfigs.SASL_JAAS_CONFIG,
                    "%s required username=%s password=%s;"
                            .formatted(mechanism.module.getName(), quoted(user), quoted(password)));
        }

        private static String quoted(String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }

        /** Without the password. */
        @Override
        public String toString() {
            return user + " (" + protocol + ", " + mechanism.wireName + ")";
        }
    }
}
