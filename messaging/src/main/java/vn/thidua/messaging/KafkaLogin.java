package vn.thidua.messaging;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;
import vn.thidua.messaging.access.KafkaAccess;
import vn.thidua.messaging.access.KafkaAccess.Login;
import vn.thidua.messaging.access.KafkaAccess.Mechanism;
import vn.thidua.messaging.access.KafkaAccess.Protocol;

/**
 * As whom this service comes in to the brokers: {@value #USER} and {@value #PASSWORD}, over {@value #PROTOCOL}. The
 * binder's clients are told here, before it exists; the service's own take {@link #access}.
 */
final class KafkaLogin implements EnvironmentPostProcessor, Ordered {

    private static final String USER = "thidua.kafka-user";
    private static final String PASSWORD = "thidua.kafka-password";
    private static final String PROTOCOL = "thidua.kafka-protocol";
    private static final String BINDER = "spring.cloud.stream.kafka.binder.configuration.";

    /** After the configuration files are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> security = access("", environment).security().entrySet().stream()
                .collect(Collectors.toMap(setting -> BINDER + setting.getKey(), Map.Entry::getValue));
        if (!security.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("thidua-kafka-login", security));
        }
    }

    /** With half a login the service would come in as nobody, or not at all, and say so only later. */
    static KafkaAccess access(String brokers, Environment environment) {
        var user = environment.getProperty(USER, "");
        var password = environment.getProperty(PASSWORD, "");
        var protocol = environment.getProperty(PROTOCOL, "");
        if (!StringUtils.hasText(user) && !StringUtils.hasText(password)) {
            if (StringUtils.hasText(protocol)) {
                throw new UnsafeConfiguration(PROTOCOL + " is set, but " + USER + " and " + PASSWORD
                        + " are not: the service would come in without a password, unprotected");
            }
            return KafkaAccess.open(brokers);
        }
        if (!StringUtils.hasText(password)) {
            throw new UnsafeConfiguration(USER + " is set, but " + PASSWORD + " is not");
        }
        if (!StringUtils.hasText(user)) {
            throw new UnsafeConfiguration(PASSWORD + " is set, but " + USER + " is not");
        }
        return new KafkaAccess(brokers, new Login(user, password, protocol(protocol), Mechanism.SCRAM_SHA_512));
    }

    private static Protocol protocol(String text) {
        if (!StringUtils.hasText(text)) {
            return Protocol.SASL_PLAINTEXT;
        }
        try {
            return Protocol.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new UnsafeConfiguration(
                    PROTOCOL + " is \"" + text + "\", and can only be SASL_PLAINTEXT or SASL_SSL");
        }
    }
}
