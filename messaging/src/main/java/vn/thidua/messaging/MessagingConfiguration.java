package vn.thidua.messaging;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.cloud.stream.binder.kafka.support.ConsumerConfigCustomizer;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import vn.thidua.events.OnlyUtf8;
import vn.thidua.messaging.access.KafkaAccess;
import vn.thidua.messaging.limit.BodyLimit;
import vn.thidua.messaging.limit.BodyLimits;
import vn.thidua.messaging.limit.WebConnections;
import vn.thidua.messaging.operations.Alterations;
import vn.thidua.messaging.operations.Pipeline;
import vn.thidua.messaging.operations.Throughput;
import vn.thidua.messaging.problem.AnswerFormat;
import vn.thidua.messaging.problem.NoForms;
import vn.thidua.messaging.problem.ProblemPage;
import vn.thidua.messaging.problem.Problems;

/** What every service gets by having this library on its class path. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@Import({Problems.class, ProblemPage.class})
@EnableConfigurationProperties(BodyLimits.class)
public class MessagingConfiguration {

    MessagingConfiguration(Environment environment) {
        if (environment.containsProperty("spring.data.mongodb.uri")) {
            throw new UnsafeConfiguration("spring.data.mongodb.uri is not read any more: set spring.mongodb.uri");
        }
        if (!environment.containsProperty("spring.mongodb.uri")) {
            throw new UnsafeConfiguration("spring.mongodb.uri is not set");
        }
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    JsonFactoryBuilderCustomizer onlyUtf8() {
        return json -> json.inputDecorator(new OnlyUtf8());
    }

    /** The web APIs read as strictly as the events are read: 92.5 is not rounded, "92" is not a number. */
    @Bean
    JsonMapperBuilderCustomizer strictReading() {
        return json -> json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    }

    /**
     * Whatever the connection string says. A server that vanished says nothing any more: without the limits a write would
     * wait for it until the operating system gives up.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer durableStore() {
        return settings -> DurableStore.REQUIRED
                .on(settings)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS));
    }

    @Bean
    BodyLimit bodyLimit(BodyLimits limits, Clock clock) {
        return new BodyLimit(limits, clock);
    }

    @Bean
    WebConnections webConnections() {
        return new WebConnections();
    }

    /** What is looked at before anything is read or done. */
    @Bean
    WebMvcConfigurer formats() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new NoForms());
                registry.addInterceptor(new AnswerFormat());
            }
        };
    }

    @Bean
    MongoDatabase database(MongoClient client, @Value("${thidua.database}") String name) {
        var database = client.getDatabase(name);
        DurableStore.REQUIRED.check(database);
        return database;
    }

    @Bean
    Throughput consumed(Clock clock) {
        return new Throughput(clock);
    }

    @Bean
    Throughput published(Clock clock) {
        return new Throughput(clock);
    }

    @Bean
    EventPublisher eventPublisher(
            KafkaAccess brokers,
            @Value("${spring.application.name}") String service,
            @Qualifier("published") Throughput published) {
        return EventPublisher.to(brokers, service, published);
    }

    @Bean
    Admin topicAdmin(KafkaAccess brokers) {
        return Admin.create(brokers.settings());
    }

    /** For a service's own clients, should it need more than the binder's and the publisher. */
    @Bean
    KafkaAccess kafkaAccess(@Value("${thidua.kafka}") String brokers, Environment environment) {
        return KafkaLogin.access(brokers, environment);
    }

    /** For topics that are planned while the service runs. */
    @Bean
    PlannedTopics plannedTopics(Admin topicAdmin) {
        return new PlannedTopics(topicAdmin);
    }

    @Bean
    Inputs inputs(BindingServiceProperties bindings, Environment environment) {
        return new Inputs(bindings, environment);
    }

    @Bean
    TopicSetup topicSetup(PlannedTopics plannedTopics, List<TopicPlan> plans, Inputs inputs) {
        return new TopicSetup(plannedTopics, plans, inputs.all());
    }

    /** Named by every input as its {@code commonErrorHandlerBeanName}. */
    @Bean
    CommonErrorHandler deadLetters(
            Inputs inputs,
            EventPublisher publisher,
            ObjectProvider<GivenUp> keepers,
            @Qualifier("consumed") Throughput consumed,
            Clock clock) {
        return new Redelivery(
                new DeadLetters(inputs, publisher, keepers.orderedStream().toList(), clock), consumed);
    }

    /** A topic that matches a pattern is read within seconds of being created, not at the next renewal of everything. */
    @Bean
    ConsumerConfigCustomizer findNewTopics(Inputs inputs) {
        return (settings, binding, destination) -> {
            if (inputs.isPattern(destination)) {
                settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 2_000);
            }
        };
    }

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> countConsumed(
            @Qualifier("consumed") Throughput consumed) {
        return (container, destination, group) -> counting(container, consumed);
    }

    private static <K, V> void counting(AbstractMessageListenerContainer<K, V> container, Throughput consumed) {
        container.setBatchInterceptor(new BatchInterceptor<K, V>() {
            @Override
            public ConsumerRecords<K, V> intercept(
                    ConsumerRecords<K, V> poll, org.apache.kafka.clients.consumer.Consumer<K, V> consumer) {
                return poll;
            }

            @Override
            public void success(ConsumerRecords<K, V> poll, org.apache.kafka.clients.consumer.Consumer<K, V> consumer) {
                consumed.mark(poll.count());
            }
        });
    }

    @Bean
    Pipeline pipeline(
            @Value("${spring.application.name}") String service,
            Admin topicAdmin,
            Inputs inputs,
            List<Outbox> outboxes,
            List<Alterations> alterations,
            @Qualifier("consumed") Throughput consumed,
            @Qualifier("published") Throughput published) {
        return new Pipeline(
                service,
                topicAdmin,
                inputs.all().stream()
                        .map(input ->
                                new Pipeline.Input(input.name(), input.pattern(), input.group(), input.deadLetters()))
                        .toList(),
                () -> outboxes.stream().map(Outbox::state).toList(),
                () -> alterations.stream()
                        .flatMap(watch -> watch.found().stream())
                        .toList(),
                consumed,
                published);
    }
}
