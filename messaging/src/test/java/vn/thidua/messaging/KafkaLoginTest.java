package vn.thidua.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class KafkaLoginTest {

    private static MockEnvironment environment(String user, String password, String protocol) {
        return new MockEnvironment()
                .withProperty("thidua.kafka-user", user)
                .withProperty("thidua.kafka-password", password)
                .withProperty("thidua.kafka-protocol", protocol);
    }

    @Test
    void theBindersClientsComeInAsTheServicesOwn() {
        var environment = environment("scoring-service", "qu\"an\\ly", "");

        new KafkaLogin().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("spring.cloud.stream.kafka.binder.configuration.security.protocol"))
                .isEqualTo("SASL_PLAINTEXT");
        assertThat(environment.getProperty("spring.cloud.stream.kafka.binder.configuration.sasl.mechanism"))
                .isEqualTo("SCRAM-SHA-512");
        assertThat(environment.getProperty("spring.cloud.stream.kafka.binder.configuration.sasl.jaas.config"))
                .isEqualTo(KafkaLogin.access("b:9092", environment).settings().get("sasl.jaas.config"))
                .endsWith("ScramLoginModule required username=\"scoring-service\" password=\"qu\\\"an\\\\ly\";");
    }

    @Test
    void withoutAUserNothingIsSaidToTheBinder() {
        var environment = environment("", "", "");
        var before = environment.getPropertySources().size();

        new KafkaLogin().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getPropertySources()).hasSize(before);
        assertThat(KafkaLogin.access("b:9092", environment).settings())
                .isEqualTo(Map.of("bootstrap.servers", "b:9092"));
    }

    @Test
    void theConnectionCanBeEncrypted() {
        assertThat(KafkaLogin.access("b:9092", environment("an", "bi mat", "SASL_SSL"))
                        .settings())
                .containsEntry("security.protocol", "SASL_SSL");
    }

    @ParameterizedTest
    @CsvSource({
        "an, '', '', thidua.kafka-password is not",
        "'', bi-mat, '', thidua.kafka-user is not",
        "an, '  ', SASL_SSL, thidua.kafka-password is not",
        "'', '', SASL_SSL, thidua.kafka-user and thidua.kafka-password are not",
        "an, bi-mat, PLAINTEXT, can only be SASL_PLAINTEXT or SASL_SSL"
    })
    void halfALoginDoesNotStartAndIsExplained(String user, String password, String protocol, String why) {
        var environment = environment(user, password, protocol);

        assertThatThrownBy(() -> new KafkaLogin().postProcessEnvironment(environment, new SpringApplication()))
                .isInstanceOfSatisfying(
                        UnsafeConfiguration.class,
                        refusal -> assertThat(new UnsafeConfigurationAnalyzer().analyze(refusal))
                                .extracting(FailureAnalysis::getDescription)
                                .asString()
                                .contains(why)
                                .doesNotContain("bi-mat"));
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(KafkaLogin.access("b:9092", environment("an", "bi-mat", "")).toString())
                .contains("an", "b:9092")
                .doesNotContain("bi-mat");
    }
}
