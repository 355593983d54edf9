package vn.thidua.standalone.demo;

import java.util.Map;
import vn.thidua.messaging.access.KafkaAccess;
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
        var access = secured ? KafkaAccess.as(client, DemoClients.secret(), brokers) : KafkaAccess.open(brokers);
        return access.settings();
    }
}
