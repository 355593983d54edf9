package vn.thidua.standalone.demo;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import vn.thidua.standalone.access.DemoClients;

/**
 * Where district systems come in over Kafka.
 *
 * @param brokers {@code host:port}, separated by commas
 * @param secured whether each has to log in under its own name, as it has to wherever districts are kept apart
 */
public record KafkaDoor(String brokers, boolean secured) {

    /** How a client connects, see {@link DemoClients}. */
    public Map<String, Object> settings(String client) {
        if (!secured) {
            return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        }
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SASL_PLAINTEXT",
                SaslConfigs.SASL_MECHANISM,
                "SCRAM-SHA-512",
                SaslConfigs.SASL_JAAS_CONFIG,
                "%s required username=\"%s\" password=\"%s\";"
                        .formatted(ScramLoginModule.class.getName(), client, DemoClients.secret()));
    }
}
