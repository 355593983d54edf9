package vn.thidua.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.thidua.messaging.access.AccessControl;
import vn.thidua.messaging.access.AccessRules;
import vn.thidua.messaging.access.KafkaAccess;
import vn.thidua.messaging.access.KafkaAccess.Login;
import vn.thidua.messaging.access.KafkaAccess.Mechanism;
import vn.thidua.messaging.access.KafkaAccess.Protocol;

/** Makes the access rules of brokers what a file says. */
@Command(
        name = "kafka-acls",
        description = {
            "Give the principals of an access rule file exactly the rights that it says: what is missing is added, what",
            "is not there is taken away. Other principals keep theirs. Prints each change; repeating changes nothing."
        },
        mixinStandardHelpOptions = true)
final class KafkaAcls implements Callable<Integer> {

    @Option(names = "--kafka", paramLabel = "HOST:PORT", required = true, description = "where the brokers are")
    private String brokers = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "the rules (default: those of this version, deploy/kafka/acls.txt)")
    private @Nullable Path file;

    @Option(names = "--user", paramLabel = "NAME", required = true, description = "who may alter access rules there")
    private String user = "";

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            required = true,
            defaultValue = "${env:THIDUA_KAFKA_PASSWORD}",
            description = "the password (default: THIDUA_KAFKA_PASSWORD in the environment, which nobody else sees)")
    private String password = "";

    @Option(
            names = "--mechanism",
            defaultValue = "SCRAM_SHA_512",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Mechanism mechanism = Mechanism.SCRAM_SHA_512;

    @Option(
            names = "--protocol",
            defaultValue = "SASL_PLAINTEXT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Protocol protocol = Protocol.SASL_PLAINTEXT;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var rules = rules();
        var access = new KafkaAccess(brokers, new Login(user, password, protocol, mechanism));
        try (var admin = Admin.create(access.settings())) {
            var changes = AccessControl.apply(admin, rules).lines();
            var out = spec.commandLine().getOut();
            changes.forEach(out::println);
            out.println(changes.isEmpty() ? "Everything is as the file says." : "The access rules are in force.");
            return 0;
        } catch (KafkaException e) {
            throw new StartFailed(String.valueOf(e.getMessage()));
        }
    }

    private List<AclBinding> rules() throws IOException {
        if (file == null) {
            return AccessRules.packaged();
        }
        try {
            return AccessRules.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new StartFailed(file + ", " + e.getMessage());
        }
    }
}
