package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vn.thidua.embedded.broker.EmbeddedBroker;
import vn.thidua.messaging.access.AccessControl;
import vn.thidua.messaging.access.AccessRules;

@DisplayName("thidua kafka-acls")
@Timeout(120)
class KafkaAclsTest {

    private static final String OWN_RIGHTS = """
            an alter cluster literal kafka-cluster
            an describe cluster literal kafka-cluster
            """;

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, Map.of("an", "mot hai", "binh", "ba"));
        try (var admin = Admin.create(broker.adminSettings())) {
            AccessControl.apply(admin, AccessRules.parse(OWN_RIGHTS));
        }
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void applies_a_file_and_prints_what_changed() throws Exception {
        var file = folder.resolve("acls.txt");
        Files.writeString(file, "binh read topic literal x\n");
        assertThat(run("an", "mot hai", "--file", file.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("+ binh read topic literal x");

        Files.writeString(file, "binh read topic literal y\n");
        assertThat(run("an", "mot hai", "--file", file.toString())).isZero();
        assertThat(out.toString()).contains("+ binh read topic literal y", "- binh read topic literal x");

        out.getBuffer().setLength(0);
        assertThat(run("an", "mot hai", "--file", file.toString())).isZero();
        assertThat(out.toString()).contains("as the file says").doesNotContain("+", "-");
    }

    @Test
    void applies_the_rules_of_this_version_when_no_file_is_named() throws Exception {
        assertThat(run("an", "mot hai")).as(err.toString()).isZero();
        try (var admin = Admin.create(broker.adminSettings())) {
            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get()).containsAll(AccessRules.packaged());
        }
    }

    @Test
    void says_what_is_wrong_with_a_file_and_changes_nothing() throws Exception {
        var file = folder.resolve("acls.txt");
        Files.writeString(file, "binh read topic literal x\nbinh do topic literal x\n");
        assertThat(run("an", "mot hai", "--file", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("acls.txt, line 2: \"do\" is not one operation of");
        try (var admin = Admin.create(broker.adminSettings())) {
            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .containsExactlyInAnyOrderElementsOf(AccessRules.parse(OWN_RIGHTS));
        }
    }

    @Test
    void says_that_the_password_is_wrong_or_the_rights_are_missing() {
        assertThat(run("an", "ba")).isEqualTo(1);
        assertThat(err.toString()).contains("could not be applied", "invalid credentials");
        assertThat(run("binh", "ba")).isEqualTo(1);
        assertThat(err.toString()).contains("may not describe and alter the cluster");
    }

    private int run(String user, String password, String... more) {
        var arguments =
                new ArrayList<>(List.of("--kafka", broker.bootstrapServers(), "--user", user, "--password", password));
        arguments.addAll(List.of(more));
        return new CommandLine(new KafkaAcls())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments.toArray(String[]::new));
    }
}
