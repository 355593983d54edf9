package vn.thidua.messaging.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import vn.thidua.embedded.broker.EmbeddedBroker;

/** A broker with the access rules of the deployment and an account for each principal in them; one in a JVM. */
public final class SecuredBroker {

    private static final EmbeddedBroker BROKER = start();

    private SecuredBroker() {}

    private static EmbeddedBroker start() {
        try {
            var folder = Files.createTempDirectory("secured-broker");
            var broker = EmbeddedBroker.start(folder, 0, passwords());
            try (var admin = Admin.create(broker.adminSettings())) {
                AccessControl.apply(admin, AccessRules.packaged());
            }
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> passwords() {
        return Stream.concat(
                        AccessRules.packaged().stream()
                                .map(rule -> rule.entry().principal().replaceFirst("^User:", "")),
                        List.of("nobody").stream())
                .distinct()
                .collect(Collectors.toMap(principal -> principal, SecuredBroker::password));
    }

    public static String password(String principal) {
        return "password of " + principal;
    }

    public static String brokers() {
        return BROKER.bootstrapServers();
    }

    /** As this principal, with its password. */
    public static KafkaAccess as(String principal) {
        return KafkaAccess.as(principal, password(principal), brokers());
    }

    static Map<String, Object> admin() {
        return BROKER.adminSettings();
    }
}
