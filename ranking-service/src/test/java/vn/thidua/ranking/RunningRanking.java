package vn.thidua.ranking;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.Event;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.Topics;
import vn.thidua.identity.testing.StubIssuer;
import vn.thidua.messaging.CloudEvent;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

/** The whole service on a free port, with a broker and a store, and what its neighbours would do to it. */
public final class RunningRanking implements AutoCloseable {

    private final String brokers;
    private final StubIssuer issuer;
    private final ConfigurableApplicationContext context;
    private final KafkaProducer<byte[], byte[]> scoring;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningRanking(String brokers, Map<String, String> properties) {
        this(brokers, properties, StubIssuer.shared(), Clock.systemUTC());
    }

    private RunningRanking(String brokers, Map<String, String> properties, StubIssuer issuer, Clock clock) {
        this.brokers = brokers;
        this.issuer = issuer;
        var all = new LinkedHashMap<String, Object>(Map.of(
                "server.port", "0",
                "thidua.kafka", brokers,
                "logging.level.root", "WARN"));
        all.putAll(issuer.properties());
        all.putAll(properties);
        context = RankingService.application()
                .initializers(fresh -> fresh.getBeanFactory().registerSingleton("clock", clock))
                .run(all.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
        scoring = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** On the embedded broker and the embedded store, in this database. */
    public static RunningRanking embedded(String database) {
        return start(TestBroker.brokers(), TestStore.embedded(), database);
    }

    /** On the embedded broker and the embedded store, with further properties. */
    public static RunningRanking embedded(String database, Map<String, String> properties) {
        var all = new LinkedHashMap<>(properties);
        all.put("spring.mongodb.uri", TestStore.embedded());
        all.put("thidua.database", database);
        return new RunningRanking(TestBroker.brokers(), all);
    }

    /** On the embedded broker and the embedded store, by this clock; its issuer goes by the same. */
    public static RunningRanking embedded(String database, Clock clock) {
        return new RunningRanking(
                TestBroker.brokers(),
                Map.of("spring.mongodb.uri", TestStore.embedded(), "thidua.database", database),
                new StubIssuer(clock),
                clock);
    }

    /** On these. */
    public static RunningRanking start(String brokers, String store, String database) {
        return new RunningRanking(brokers, Map.of("spring.mongodb.uri", store, "thidua.database", database));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public String brokers() {
        return brokers;
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Tells facts as the scoring service does, and returns when the broker has them. */
    public void tell(List<? extends Event> events) {
        acknowledged(events.stream()
                .map(event -> scoring.send(new CloudEvent(
                                event.id(),
                                "/thidua/scoring-service",
                                EventType.of(event).wireName(),
                                event.subject(),
                                event.occurredAt(),
                                EventJson.write(event))
                        .toRecord(Topics.SCORING, event.board())))
                .toList());
    }

    public void tell(Event... events) {
        tell(List.of(events));
    }

    /** Puts any record on the topic. */
    public void send(ProducerRecord<byte[], byte[]> message) {
        acknowledged(List.of(scoring.send(message)));
    }

    private static void acknowledged(List<? extends Future<?>> sent) {
        for (var record : sent) {
            try {
                record.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Reads as the City, which sees every standing at any time. */
    public HttpResponse<String> get(String path, String... headers) {
        return city().get(path, headers);
    }

    /** Follows as the City. */
    public Stream stream(String path, String... headers) {
        return city().stream(path, headers);
    }

    /** Somebody of this unit. */
    public Caller district(String unit) {
        return new Caller(issuer.district(unit));
    }

    public Caller city() {
        return new Caller(issuer.city());
    }

    public Caller operations() {
        return new Caller(issuer.operations());
    }

    public Caller publicReader() {
        return new Caller(issuer.publicReader());
    }

    /** Somebody without a token. */
    public Caller nobody() {
        return new Caller(null);
    }

    /** A token with the usual claims, changed as given. */
    public Caller with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return new Caller(issuer.token(change));
    }

    public static JsonNode json(HttpResponse<String> response) {
        return EventJson.mapper().readTree(response.body());
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        scoring.close();
        http.shutdownNow();
        context.close();
    }

    /** Calls the API with one token. */
    public final class Caller {

        private final @Nullable String token;

        private Caller(@Nullable String token) {
            this.token = token;
        }

        public HttpResponse<String> get(String path, String... headers) {
            return answer(request(path, headers).GET());
        }

        public HttpResponse<String> post(String path, String json, String... headers) {
            return answer(request(path, headers)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json)));
        }

        /** Lines of server-sent events, read as they come. */
        public Stream stream(String path, String... headers) {
            return new Stream(http, request(path, headers).GET().build());
        }

        private HttpRequest.Builder request(String path, String... headers) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            for (var i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return request;
        }
    }

    /** A connected reader of server-sent events. */
    public static final class Stream implements AutoCloseable {

        private final java.util.stream.Stream<String> lines;
        private final int status;
        private final List<String> received = java.util.Collections.synchronizedList(new ArrayList<>());

        private Stream(HttpClient http, HttpRequest request) {
            try {
                var response = http.send(request, BodyHandlers.ofLines());
                status = response.statusCode();
                lines = response.body();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            Thread.ofVirtual().start(this::read);
        }

        @SuppressWarnings("CatchingUnchecked")
        private void read() {
            try {
                lines.forEach(received::add);
            } catch (RuntimeException closed) {
                // The reader left.
            }
        }

        public int status() {
            return status;
        }

        /** The ids so far, in the order in which they came. */
        public List<Long> ids() {
            return List.copyOf(received).stream()
                    .filter(line -> line.startsWith("id:"))
                    .map(line -> Long.valueOf(line.substring(3).strip()))
                    .toList();
        }

        /** The data so far, in the order in which it came. */
        public List<JsonNode> data() {
            return List.copyOf(received).stream()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> EventJson.mapper().readTree(line.substring(5)))
                    .toList();
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
