package vn.thidua.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class BrokerAccessTest {

    @TempDir
    Path folder;

    @Test
    void onlyTheGivenPasswordsOpenTheDoor() throws Exception {
        try (var broker = EmbeddedBroker.start(folder, 0, Map.of("an", "mot-hai-ba", "binh", "bon nam\" sau\\"))) {
            assertThat(clusterId(login(broker, "an", "mot-hai-ba"))).isEqualTo(broker.clusterId());
            assertThat(clusterId(login(broker, "binh", "bon nam\" sau\\"))).isEqualTo(broker.clusterId());

            assertThatThrownBy(() -> clusterId(login(broker, "an", "bon nam")))
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
            assertThatThrownBy(() -> clusterId(login(broker, "nobody", "mot-hai-ba")))
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
            assertThatThrownBy(() -> clusterId(Map.of(
                            "bootstrap.servers",
                            broker.bootstrapServers(),
                            "request.timeout.ms",
                            1_000,
                            "default.api.timeout.ms",
                            2_000)))
                    .as("without a password")
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void whoIsInMayDoNothingThatNoRuleAllowsAndTheBrokerItselfEverything() throws Exception {
        try (var broker = EmbeddedBroker.start(folder, 0, Map.of("an", "mot-hai-ba"));
                var an = Admin.create(login(broker, "an", "mot-hai-ba"));
                var own = Admin.create(broker.adminSettings())) {
            own.createTopics(topics("things")).all().get();
            await().until(() -> own.listTopics().names().get().contains("things"));

            assertThat(an.listTopics().names().get()).isEmpty();
            assertThatThrownBy(() -> an.createTopics(topics("mine")).all().get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> an.deleteTopics(List.of("things")).all().get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void aFolderThatWasOpenBeforeKeepsItsTopicsAndIsOpenNoMore() throws Exception {
        String clusterId;
        try (var broker = EmbeddedBroker.start(folder, 0);
                var admin = Admin.create(broker.adminSettings())) {
            clusterId = broker.clusterId();
            admin.createTopics(topics("old")).all().get();
        }

        try (var broker = EmbeddedBroker.start(folder, 0, Map.of("an", "mot-hai-ba"));
                var own = Admin.create(broker.adminSettings())) {
            assertThat(broker.clusterId()).isEqualTo(clusterId);
            assertThat(own.listTopics().names().get()).contains("old");
            try (var an = Admin.create(login(broker, "an", "mot-hai-ba"))) {
                assertThat(an.listTopics().names().get()).isEmpty();
            }
        }
    }

    @Test
    void aRestartTakesChangedPasswordsAndForgetsWhoIsNotNamedAnyMore() throws Exception {
        Map<String, Object> lastAdmin;
        try (var broker = EmbeddedBroker.start(folder, 0, Map.of("an", "cu", "binh", "mot-hai-ba"))) {
            lastAdmin = broker.adminSettings();
            assertThat(clusterId(login(broker, "an", "cu"))).isNotBlank();
        }

        try (var broker = EmbeddedBroker.start(folder, 0, Map.of("an", "moi"))) {
            assertThat(clusterId(login(broker, "an", "moi"))).isEqualTo(broker.clusterId());
            assertThatThrownBy(() -> clusterId(login(broker, "an", "cu")))
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
            await().untilAsserted(() -> assertThatThrownBy(() -> clusterId(login(broker, "binh", "mot-hai-ba")))
                    .hasCauseInstanceOf(SaslAuthenticationException.class));
            var stale = new HashMap<>(lastAdmin);
            stale.put("bootstrap.servers", broker.bootstrapServers());
            assertThatThrownBy(() -> clusterId(stale)).hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"broker, secret, own name", "an, '', no password", "'', secret, no name"})
    void namesAndPasswordsMustMakeSense(String principal, String password, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedBroker.start(folder, 0, Map.of(principal, password)))
                .withMessageContaining(why);
    }

    private static List<NewTopic> topics(String name) {
        return List.of(new NewTopic(name, 1, (short) 1));
    }

    private static String clusterId(Map<String, Object> client) throws Exception {
        try (var admin = Admin.create(client)) {
            return admin.describeCluster().clusterId().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new ExecutionException(e.getCause());
        }
    }

    private static Map<String, Object> login(EmbeddedBroker broker, String principal, String password) {
        return Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\";"
                        .formatted(
                                ScramLoginModule.class.getName(),
                                principal,
                                password.replace("\\", "\\\\").replace("\"", "\\\"")));
    }
}
