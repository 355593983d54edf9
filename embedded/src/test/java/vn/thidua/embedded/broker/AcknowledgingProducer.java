package vn.thidua.embedded.broker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A process of its own that sends records to an embedded broker until it is killed, and says on its standard output
 * which were acknowledged, one number per line.
 */
final class AcknowledgingProducer {

    static final String TOPIC = "scoring";

    /** Begins each line that is an acknowledgement and not, say, a warning of some library. */
    static final String MARK = "acknowledged ";

    private AcknowledgingProducer() {}

    public static void main(String... arguments) throws Exception {
        var broker = EmbeddedBroker.start(Path.of(arguments[0]), 0);
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; ; number++) {
                int sent = number;
                byte[] value = String.valueOf(number).getBytes(StandardCharsets.UTF_8);
                var acknowledged = producer.send(new ProducerRecord<>(TOPIC, value), (_, failure) -> {
                    if (failure == null) {
                        System.out.println(MARK + sent);
                    }
                });
                if (number % 100 == 0) {
                    acknowledged.get();
                }
            }
        }
    }
}
