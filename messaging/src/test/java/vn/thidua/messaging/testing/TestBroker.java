package vn.thidua.messaging.testing;

import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.testcontainers.kafka.KafkaContainer;

/** Real Kafka brokers for tests: one of each in a JVM, started at first use. Tests take their own topics or groups. */
public final class TestBroker {

    private TestBroker() {}

    /** A broker in this JVM. */
    public static String brokers() {
        return Embedded.BROKER.getBrokersAsString();
    }

    /** A broker in a container. */
    public static String container() {
        return Container.KAFKA.getBootstrapServers();
    }

    private static final class Embedded {

        private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

        static {
            BROKER.brokerProperties(Map.of(
                    "auto.create.topics.enable", "false",
                    "group.initial.rebalance.delay.ms", "0",
                    "offsets.topic.num.partitions", "1",
                    "transaction.state.log.num.partitions", "1"));
            BROKER.afterPropertiesSet();
        }
    }

    private static final class Container {

        private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.2.1");

        static {
            KAFKA.start();
        }
    }
}
