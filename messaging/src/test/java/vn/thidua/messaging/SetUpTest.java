package vn.thidua.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.embedded.broker.EmbeddedBroker;
import vn.thidua.messaging.access.AccessControl;
import vn.thidua.messaging.access.AccessRules;
import vn.thidua.messaging.access.KafkaAccess;

@Timeout(60)
class SetUpTest {

    @TempDir
    private Path folder;

    @Test
    void givesRulesAccountsAndTopicsAndSaysSo() throws Exception {
        try (var broker = EmbeddedBroker.start(folder, 0, Map.of("an", "mot"))) {
            var out = new ArrayList<String>();
            var asAn = Map.of(
                    "THIDUA_KAFKA", broker.bootstrapServers(),
                    "THIDUA_KAFKA_USER", "an",
                    "THIDUA_KAFKA_PASSWORD", "mot",
                    "THIDUA_KAFKA_ACCOUNTS", "an hai");

            assertThat(SetUp.run(asAn, out::add)).as("one who may not").isEqualTo(1);
            assertThat(out)
                    .singleElement()
                    .asString()
                    .isEqualTo(
                            "The access rules could not be applied: whoever logged in may not describe and alter the cluster");

            try (var admin = Admin.create(broker.adminSettings())) {
                AccessControl.apply(admin, AccessRules.parse("""
                        an alter cluster literal kafka-cluster
                        an describe cluster literal kafka-cluster
                        an create cluster literal kafka-cluster
                        an describe topic prefixed thidua.
                        an describe-configs topic prefixed thidua.
                        """));
            }
            out.clear();
            assertThat(SetUp.run(asAn, out::add)).as("one who may").isZero();

            assertThat(out).contains("+ he-thong-hbt write topic literal thidua.intake.v1.HBT");
            assertThat(out.get(out.size() - 2))
                    .contains("in force", "accounts: an")
                    .doesNotContain("hai");
            assertThat(out.getLast()).startsWith("The topics are there: thidua.scoring.v1, thidua.ranking.v1, ");
            var asHai = new HashMap<>(asAn);
            asHai.put("THIDUA_KAFKA_PASSWORD", "hai");
            try (var admin = Admin.create(
                    KafkaAccess.as("an", "hai", broker.bootstrapServers()).settings())) {
                assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
                        .containsExactlyInAnyOrderElementsOf(DeclaredTopics.all().stream()
                                .map(TopicPlan::name)
                                .toList());
            }

            out.clear();
            asHai.put("THIDUA_KAFKA_REPLICATION", "3");
            assertThat(SetUp.run(asHai, out::add)).as("one copy is not three").isEqualTo(1);
            assertThat(out.getLast()).contains("has 1 copies, not 3");

            out.clear();
            asHai.remove("THIDUA_KAFKA_REPLICATION");
            asHai.put("THIDUA_KAFKA_IN_SYNC", "2");
            assertThat(SetUp.run(asHai, out::add)).as("nor two").isEqualTo(1);
            assertThat(out.getLast()).contains("has 1 copies in sync at least, not 2");
        }
    }

    @Test
    void explainsAnEnvironmentThatIsNotEnough() {
        var out = new ArrayList<String>();
        assertThat(SetUp.run(Map.of("THIDUA_KAFKA", "localhost:1"), out::add)).isEqualTo(2);
        assertThat(out).isEqualTo(List.of("The environment is not right: THIDUA_KAFKA_USER is not set"));
    }
}
