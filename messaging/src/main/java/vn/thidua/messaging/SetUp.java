package vn.thidua.messaging;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;
import vn.thidua.messaging.access.AccessControl;
import vn.thidua.messaging.access.AccessRules;
import vn.thidua.messaging.access.Accounts;
import vn.thidua.messaging.access.KafkaAccess;
import vn.thidua.messaging.access.KafkaAccess.Login;
import vn.thidua.messaging.access.KafkaAccess.Mechanism;
import vn.thidua.messaging.access.KafkaAccess.Protocol;

/**
 * Sets brokers up before the services start: the packaged access rules, then the accounts, then the topics that are
 * {@linkplain DeclaredTopics declared}. A program of its own in every service's image; what it does twice changes
 * nothing. It fails when a topic has fewer copies than asked for.
 *
 * <p>From the environment: {@code THIDUA_KAFKA}, {@code THIDUA_KAFKA_USER} and {@code THIDUA_KAFKA_PASSWORD} of who may
 * set them up, {@code THIDUA_KAFKA_MECHANISM} ({@code PLAIN} or {@code SCRAM_SHA_512}) and {@code THIDUA_KAFKA_PROTOCOL}
 * as whom to come in, {@code THIDUA_KAFKA_ACCOUNTS} with one principal and password a line, {@code
 * THIDUA_KAFKA_REPLICATION} and {@code THIDUA_KAFKA_IN_SYNC} with the copies that each topic must have, and of which
 * each write must be on, at least (1 when not set).
 */
public final class SetUp {

    private SetUp() {}

    public static void main(String[] arguments) {
        quietly();
        System.exit(run(System.getenv(), System.out::println));
    }

    /** Only what goes wrong: outside of a service, everything would be logged. */
    private static void quietly() {
        var logging = LoggingSystem.get(SetUp.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    /** Returns the status to end with: 0 when everything is as it should be. */
    public static int run(Map<String, String> environment, Consumer<String> out) {
        try {
            var access = new KafkaAccess(
                    required(environment, "THIDUA_KAFKA"),
                    new Login(
                            required(environment, "THIDUA_KAFKA_USER"),
                            required(environment, "THIDUA_KAFKA_PASSWORD"),
                            Protocol.valueOf(
                                    environment.getOrDefault("THIDUA_KAFKA_PROTOCOL", Protocol.SASL_PLAINTEXT.name())),
                            Mechanism.valueOf(environment.getOrDefault(
                                    "THIDUA_KAFKA_MECHANISM", Mechanism.SCRAM_SHA_512.name()))));
            var accounts = Accounts.parse(environment.getOrDefault("THIDUA_KAFKA_ACCOUNTS", ""));
            var topics = DeclaredTopics.all();
            var copies = new Copies(
                    number(environment, "THIDUA_KAFKA_REPLICATION"), number(environment, "THIDUA_KAFKA_IN_SYNC"));
            try (var admin = Admin.create(access.settings())) {
                // The rules first: nobody is in before it is said what he may do.
                AccessControl.apply(admin, AccessRules.packaged()).lines().forEach(out);
                Accounts.set(admin, accounts);
                new PlannedTopics(admin).create(topics);
                copies.check(admin, topics);
            }
            out.accept("The access rules are in force; accounts: " + String.join(", ", accounts.keySet()));
            out.accept("The topics are there: "
                    + topics.stream().map(TopicPlan::name).collect(Collectors.joining(", ")));
            return 0;
        } catch (IllegalArgumentException e) {
            out.accept("The environment is not right: " + e.getMessage());
            return 2;
        } catch (ConfigException e) {
            out.accept("The brokers cannot be reached like this: " + e.getMessage());
            return 2;
        } catch (UnsafeConfiguration | KafkaException e) {
            out.accept(e.getMessage());
            return 1;
        }
    }

    private static int number(Map<String, String> environment, String name) {
        var text = environment.getOrDefault(name, "1");
        if (!text.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException(name + " is \"" + text + "\", and can only be a number of brokers");
        }
        return Integer.parseInt(text);
    }

    private static String required(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
