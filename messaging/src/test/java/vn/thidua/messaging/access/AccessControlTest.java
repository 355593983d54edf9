package vn.thidua.messaging.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.embedded.broker.EmbeddedBroker;

@Timeout(120)
class AccessControlTest {

    @TempDir
    private Path folder;

    @Test
    void givesThePrincipalsOfTheRulesExactlyTheseAndLeavesTheOthersAlone() throws Exception {
        try (var broker = EmbeddedBroker.start(folder, 0, Map.of("an", "mot"));
                var admin = Admin.create(broker.adminSettings())) {
            AccessControl.apply(admin, AccessRules.parse("other read topic literal x"));

            var first = AccessControl.apply(admin, AccessRules.parse("""
                    an read topic literal x
                    an write topic prefixed y.
                    """));
            var again = AccessControl.apply(admin, AccessRules.parse("""
                    an write topic prefixed y.
                    an read topic literal x
                    """));
            var changed = AccessControl.apply(admin, AccessRules.parse("""
                    an read topic literal x
                    an read group literal an
                    """));

            assertThat(first.lines()).containsExactly("+ an read topic literal x", "+ an write topic prefixed y.");
            assertThat(again.lines()).isEmpty();
            assertThat(changed.lines()).containsExactly("+ an read group literal an", "- an write topic prefixed y.");
            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .extracting(AccessRules::line)
                    .containsExactlyInAnyOrder(
                            "other read topic literal x", "an read topic literal x", "an read group literal an");
        }
    }

    @Test
    void sayWhyWhereThereIsNoAccessControl() {
        try (var broker = EmbeddedBroker.start(folder, 0);
                var admin = Admin.create(broker.adminSettings())) {
            assertThatThrownBy(() -> AccessControl.apply(admin, AccessRules.packaged()))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("could not be applied")
                    .hasMessageContaining("No Authorizer is configured");
        }
    }
}
