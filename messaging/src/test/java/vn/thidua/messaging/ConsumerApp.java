package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import vn.thidua.events.EventJson;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

/** A service that consumes one topic of two partitions, configured as the services are, and what stands around it. */
final class ConsumerApp implements AutoCloseable {

    static final String TYPE = "vn.thidua.test.thing.v1";

    final String topic = "things-" + UUID.randomUUID();
    final String group = "consumer-" + UUID.randomUUID();
    final String deadLetters = topic + "." + group + ".dlt";
    final Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()));
    final Service service = new Service();

    private int forgotten;
    private final Producer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestBroker.brokers(), "max.request.size", 4_000_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    final ConfigurableApplicationContext context;

    ConsumerApp(String... more) {
        var arguments = new ArrayList<>(List.of(
                "--spring.config.import=classpath:service-defaults.yml",
                "--spring.application.name=" + group,
                "--server.port=0",
                "--spring.main.register-shutdown-hook=false",
                "--spring.jmx.enabled=false",
                "--thidua.kafka=" + TestBroker.brokers(),
                "--spring.mongodb.uri=" + TestStore.embedded(),
                "--thidua.database=messaging",
                "--spring.cloud.function.definition=things",
                "--spring.cloud.stream.bindings.things-in-0.destination=" + topic,
                "--spring.cloud.stream.bindings.things-in-0.group=" + group));
        for (var argument : more) {
            arguments.removeIf(given -> given.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
            arguments.add(argument);
        }
        context = new SpringApplicationBuilder(Application.class)
                .initializers(starting -> {
                    starting.getBeanFactory().registerSingleton("service", service);
                    starting.getBeanFactory().registerSingleton("plan", TopicPlan.events(topic, 2));
                })
                .run(arguments.toArray(String[]::new));
    }

    /** What is sent in here arrives as one poll, or nearly so. */
    void whilePaused(Runnable sending) {
        var bindings = context.getBean(BindingsLifecycleController.class);
        bindings.stop("things-in-0");
        sending.run();
        producer.flush();
        bindings.start("things-in-0");
    }

    /** Sends a thing that is in order. */
    void send(int partition, String name) {
        send(record(partition, name, "{\"name\":\"" + name + "\"}"));
    }

    ProducerRecord<byte[], byte[]> record(int partition, String id, String json) {
        var said = new CloudEvent(id, "/test", TYPE, null, Instant.parse("2019-11-05T07:00:00Z"), json.getBytes(UTF_8))
                .toRecord(topic, id);
        return new ProducerRecord<>(topic, partition, said.key(), said.value(), said.headers());
    }

    void send(ProducerRecord<byte[], byte[]> message) {
        producer.send(message);
    }

    /** What was applied and given up so far does not count any more. */
    void forget() {
        forgotten += letters().size();
        service.applied.clear();
        service.deliveries.clear();
    }

    /** The dead letters since then, in order. */
    List<Letter> letters() {
        try (var reader = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.brokers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(deadLetters, 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            var end = requireNonNull(reader.endOffsets(List.of(partition)).get(partition));
            var letters = new ArrayList<Letter>();
            while (reader.position(partition) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(letter -> letters.add(new Letter(letter)));
            }
            return letters.subList(forgotten, letters.size());
        }
    }

    /** How many records the group has not committed; -1 before it has committed anything. */
    long lag() {
        try {
            var lag = 0L;
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (var partition = 0; partition < 2; partition++) {
                var at = new TopicPartition(topic, partition);
                var end = admin.listOffsets(Map.of(at, OffsetSpec.latest()))
                        .partitionResult(at)
                        .get()
                        .offset();
                var offset = committed.get(at);
                lag += end - (offset == null ? 0 : offset.offset());
            }
            return lag;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        producer.close();
        admin.close();
    }

    record Thing(String name) {}

    /** A record that was given up. */
    record Letter(ConsumerRecord<byte[], byte[]> message) {

        @Nullable
        String header(String name) {
            Header header = message.headers().lastHeader(name);
            return header == null ? null : new String(header.value(), UTF_8);
        }

        String reason() {
            return String.valueOf(header("dlt-reason"));
        }

        String detail() {
            return String.valueOf(header("dlt-detail"));
        }
    }

    /** What the service does with what it reads. */
    static final class Service {

        /** In the order of arrival; what was delivered again is there again. */
        final List<Batch.Read<Thing>> applied = new CopyOnWriteArrayList<>();

        final List<Message<List<byte[]>>> deliveries = new CopyOnWriteArrayList<>();

        volatile Consumer<List<Batch.Read<Thing>>> before = things -> {};

        void accept(Message<List<byte[]>> message) {
            deliveries.add(message);
            var batch = Batch.of(message);
            var things = batch.read(Service::thing);
            before.accept(things);
            applied.addAll(things);
            batch.throwIfPoisoned();
        }

        private static Thing thing(Batch.Item item) {
            if (!item.event().type().equals(TYPE)) {
                throw new UnreadableEvent(
                        UnreadableEvent.Reason.UNKNOWN_TYPE,
                        "unknown " + item.event().type());
            }
            return EventJson.read(Thing.class, item.event().data());
        }

        /** The names of a partition's things, each where it came first. */
        List<String> names(int partition) {
            return applied.stream()
                    .filter(read -> read.item().partition() == partition)
                    .map(read -> read.value().name())
                    .distinct()
                    .toList();
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Consumer<Message<List<byte[]>>> things(Service service) {
            return service::accept;
        }
    }
}
