package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

/** Every answer that is not the one asked for, over a real web server. */
@Timeout(60)
class ProblemsTest {

    private static ConfigurableApplicationContext web;
    private static HttpClient client;
    private static String base;

    @BeforeAll
    static void start() {
        web = new SpringApplicationBuilder(Web.class)
                .run(
                        "--spring.config.import=classpath:service-defaults.yml",
                        "--spring.application.name=problems",
                        "--server.port=0",
                        "--spring.main.register-shutdown-hook=false",
                        "--thidua.kafka=" + TestBroker.brokers(),
                        "--spring.mongodb.uri=" + TestStore.embedded(),
                        "--thidua.database=problems");
        client = HttpClient.newHttpClient();
        base = "http://localhost:" + web.getEnvironment().getRequiredProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        web.close();
        client.close();
    }

    private static JsonNode problem(int status, HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = send(request);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        var problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.at("/type").asString()).startsWith("urn:thidua:problem:");
        assertThat(problem.at("/status").asInt()).isEqualTo(status);
        assertThat(problem.at("/instance").asString())
                .isEqualTo(request.build().uri().getRawPath());
        for (var text : List.of("title", "titleEn", "detail", "detailEn")) {
            assertThat(problem.get(text).asString())
                    .as(text)
                    .isNotBlank()
                    .doesNotContain("null", "vn.thidua", "java.", "Exception", "springframework");
        }
        assertThat(problem.get("detail").asString())
                .isNotEqualTo(problem.get("detailEn").asString());
        return problem;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private static HttpRequest.Builder post(String path, String body) {
        return get(path).POST(BodyPublishers.ofString(body)).header("content-type", "application/json");
    }

    private static String slug(JsonNode problem) {
        return problem.at("/type").asString().substring("urn:thidua:problem:".length());
    }

    @Test
    void aRefusalIsAnsweredWithAllThatItSays() throws IOException, InterruptedException {
        var problem = problem(422, get("/refused"));

        assertThat(problem.propertyNames())
                .containsExactly(
                        "type",
                        "title",
                        "titleEn",
                        "status",
                        "detail",
                        "detailEn",
                        "errors",
                        "missing",
                        "awaiting",
                        "instance");
        assertThat(slug(problem)).isEqualTo("too-much");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/marks/I.1");
        assertThat(problem.at("/errors/0/rule").asString()).isEqualTo("mark-above-max");
        assertThat(problem.at("/errors/0/detail").asString()).isEqualTo("quá điểm");
        assertThat(problem.at("/errors/0/detailEn").asString()).isEqualTo("above the maximum");
        assertThat(problem.at("/missing/1").asString()).isEqualTo("b");
    }

    @Test
    void aRefusalIsReadableEvenWhereAStreamWasAskedFor() throws IOException, InterruptedException {
        assertThat(slug(problem(422, get("/refused").header("accept", "text/event-stream"))))
                .isEqualTo("too-much");
        assertThat(slug(problem(422, get("/stream").header("accept", "text/event-stream"))))
                .isEqualTo("too-much");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"x","points":92.5,"day":"2019-11-05"}                          | /points       | a whole number
            {"name":"x","points":"92","day":"2019-11-05"}                          | /points       | a whole number
            {"name":"x","points":null,"day":"2019-11-05"}                          | /points       | missing
            {"name":"x","points":99999999999,"day":"2019-11-05"}                   | ``            | too large, at line 1
            {"points":1,"day":"2019-11-05"}                                        | /name         | missing
            {"name":"x","points":1,"day":"yesterday"}                              | /day          | a date
            {"name":"x","points":1,"day":"2019-11-05","kind":"OTHER"}              | /kind         | one of SELF, PEER
            {"name":"x","points":1,"day":"2019-11-05","kind":1}                    | /kind         | one of SELF, PEER
            {"name":"x","points":1,"day":"2019-11-05","marks":{"I.1":true}}        | /marks/I.1    | a whole number
            {"name":"x","points":1,"day":"2019-11-05","marks":{"a/b":[]}}          | /marks/a~1b   | a whole number
            {"name":"x","points":1,"day":"2019-11-05","parts":[{"code":"a"},{}]}   | /parts/1/code | missing
            {"name":"x","points":1,"day":"2019-11-05","parts":{}}                  | /parts        | a list
            {"name":"x","points":1,"day":"2019-11-05","parts":["a"]}               | /parts/0      | an object
            []                                                                     | ``            | an object
            """)
    void jsonThatDoesNotFitNamesTheField(String body, String pointer, String detail)
            throws IOException, InterruptedException {
        var problem = problem(400, post("/things", body));

        assertThat(slug(problem)).isEqualTo("body-unreadable");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(problem.at("/detailEn").asString()).contains(pointer).contains(detail);
        assertThat(problem.at("/detail").asString()).contains(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":               | not valid JSON, at line 1
            {"name":"x","name":"y"} | not valid
            {"name":"x","points":1,"day":"2019-11-05"} {} | more after
            ``                     | no body
            null                   | no body
            """)
    void whatIsNotJsonSaysWhere(@Nullable String body, String detail) throws IOException, InterruptedException {
        var problem = problem(400, post("/things", body == null ? "" : body));

        assertThat(slug(problem)).isEqualTo("body-unreadable");
        assertThat(problem.at("/detailEn").asString()).contains(detail);
    }

    @Test
    void whatFitsIsRead() throws IOException, InterruptedException {
        var answer = send(post("/things", "{\"name\":\"x\",\"points\":9250,\"day\":\"2019-11-05\",\"new\":1}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("x 9250");
    }

    @Test
    void anUnknownPathIsNotFound() throws IOException, InterruptedException {
        assertThat(slug(problem(404, get("/no/such/thing")))).isEqualTo("not-found");
        assertThat(slug(problem(404, get("/no/such/page").header("accept", "text/html"))))
                .isEqualTo("not-found");
    }

    @Test
    void aWrongMethodSaysWhichAreRight() throws IOException, InterruptedException {
        var problem = problem(405, get("/things").DELETE());

        assertThat(slug(problem)).isEqualTo("method-not-allowed");
        assertThat(problem.at("/detailEn").asString()).contains("DELETE").contains("POST");
        assertThat(send(get("/things").DELETE()).headers().firstValue("allow")).contains("POST");
    }

    @Test
    void aWrongTypeOfContentSaysWhichIsRight() throws IOException, InterruptedException {
        var problem = problem(
                415, get("/things").POST(BodyPublishers.ofString("name=x")).header("content-type", "text/plain"));

        assertThat(slug(problem)).isEqualTo("unsupported-media-type");
        assertThat(problem.at("/detailEn").asString()).contains("application/json");
    }

    @Test
    void anAnswerThatCannotBeGivenInTheFormatAskedFor() throws IOException, InterruptedException {
        assertThat(slug(problem(406, get("/number?value=1").header("accept", "image/png"))))
                .isEqualTo("not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "x", "*/*;q=9"})
    void nothingIsDoneForARequestWhoseAnswerCouldNotBeGiven(String accepted) throws IOException, InterruptedException {
        var before = Things.counted.get();

        assertThat(slug(problem(406, post("/counted", "{}").header("accept", accepted))))
                .isEqualTo("not-acceptable");

        assertThat(Things.counted).hasValue(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/problem+json", "text/html, */*;q=0.1"})
    void aRequestThatAcceptsJsonAmongOthersIsDone(String accepted) throws IOException, InterruptedException {
        var before = Things.counted.get();

        assertThat(send(post("/counted", "{}").header("accept", accepted)).statusCode())
                .isEqualTo(200);

        assertThat(Things.counted).hasValue(before + 1);
    }

    @Test
    void aBodyInAnotherEncodingIsRefused() throws IOException, InterruptedException {
        for (var body : List.of("{\"name\":\"\u00c0\u00af\"}".getBytes(ISO_8859_1), "{}".getBytes(UTF_16LE))) {
            var refused = problem(
                    400,
                    get("/things").POST(BodyPublishers.ofByteArray(body)).header("content-type", "application/json"));
            assertThat(slug(refused)).isEqualTo("body-unreadable");
            assertThat(refused.at("/errors/0/detailEn").asString()).isEqualTo("The body is not UTF-8.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=a", "{\"name\":\"100%\"}", "{# x\n\u0000"})
    void aFormIsNotRead(String form) throws IOException, InterruptedException {
        for (var type : List.of("application/x-www-form-urlencoded", "Application/X-WWW-Form-URLencoded; charset=x")) {
            var before = Things.counted.get();

            var posted = get("/counted").POST(BodyPublishers.ofString(form)).header("content-type", type);
            assertThat(slug(problem(415, posted))).isEqualTo("unsupported-media-type");
            var put = get("/counted").PUT(BodyPublishers.ofString(form)).header("content-type", type);
            assertThat(slug(problem(405, put))).isEqualTo("method-not-allowed");

            assertThat(Things.counted).hasValue(before);
        }
    }

    @Test
    void aParameterThatIsMissingOrMistypedIsNamed() throws IOException, InterruptedException {
        var missing = problem(400, get("/number"));
        assertThat(slug(missing)).isEqualTo("parameter-missing");
        assertThat(missing.at("/detail").asString()).contains("“value”");

        var mistyped = problem(400, get("/number?value=one"));
        assertThat(slug(mistyped)).isEqualTo("parameter-invalid");
        assertThat(mistyped.at("/detail").asString()).contains("“value”");

        assertThat(slug(problem(400, get("/of/one")))).isEqualTo("parameter-invalid");
        assertThat(problem(400, get("/header")).at("/detailEn").asString()).contains("\"X-Unit\"");
    }

    @Test
    void aBugSaysNothingOfTheInside() throws IOException, InterruptedException {
        var problem = problem(500, get("/bug"));

        assertThat(slug(problem)).isEqualTo("internal");
        assertThat(problem.toString()).doesNotContain("secret");
    }

    @Test
    void aStoreThatIsCutOffIsNotTakenForAClientThatLeft() throws IOException, InterruptedException {
        assertThat(slug(problem(503, get("/store-cut")))).isEqualTo("unavailable");
        assertThat(send(get("/store-cut")).headers().firstValue("retry-after")).contains("2");
    }

    @Test
    void whatTheServerRefusesByItselfIsAProblemToo() throws IOException, InterruptedException {
        assertThat(slug(problem(413, get("/sent-error")))).isEqualTo("content-too-large");
    }

    @Test
    void aBodyNestedTooDeeplyIsRefused() throws IOException, InterruptedException {
        assertThat(slug(problem(400, post("/things", "[".repeat(100_000))))).isEqualTo("body-unreadable");
        assertThat(slug(problem(400, post("/things", "{\"name\":" + "[".repeat(100_000)))))
                .isEqualTo("body-unreadable");
    }

    enum Kind {
        SELF,
        PEER
    }

    record Part(String code) {
        Part {
            requireNonNull(code, "code");
        }
    }

    record Thing(
            String name,
            int points,
            LocalDate day,
            @Nullable Kind kind,
            @Nullable Map<String, Integer> marks,
            @Nullable List<Part> parts) {
        Thing {
            requireNonNull(name, "name");
        }
    }

    @RestController
    static final class Things {

        private static final AtomicInteger counted = new AtomicInteger();

        @PostMapping("/counted")
        Map<String, Integer> count() {
            return Map.of("counted", counted.incrementAndGet());
        }

        @PostMapping("/things")
        String create(@RequestBody Thing thing) {
            return thing.name() + " " + thing.points();
        }

        @GetMapping("/store-cut")
        String storeCut() {
            throw new MongoSocketReadException(
                    "Exception receiving message", new ServerAddress(), new IOException("Connection reset by peer"));
        }

        @GetMapping("/refused")
        String refused() {
            throw refusal();
        }

        @GetMapping(path = "/stream", produces = "text/event-stream")
        String stream() {
            throw refusal();
        }

        @GetMapping(path = "/number", produces = "application/json")
        int number(@RequestParam int value) {
            return value;
        }

        @GetMapping("/of/{number}")
        int of(@PathVariable int number) {
            return number;
        }

        @GetMapping("/header")
        String header(@RequestHeader("X-Unit") String unit) {
            return unit;
        }

        @GetMapping("/bug")
        String bug() {
            throw new IllegalStateException("a secret of the inside");
        }

        @GetMapping("/sent-error")
        void sentError(HttpServletResponse response) throws IOException {
            response.sendError(413);
        }

        private static RefusalException refusal() {
            var more = new LinkedHashMap<String, Object>();
            more.put("missing", List.of("a", "b"));
            more.put("awaiting", List.of());
            return new RefusalException(new Refusal(
                    "too-much",
                    422,
                    new Text("Quá điểm", "Too much"),
                    new Text("quá nhiều", "too much"),
                    List.of(new Violation("/marks/I.1", "mark-above-max", new Text("quá điểm", "above the maximum"))),
                    more));
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Web {

        @Bean
        Things things() {
            return new Things();
        }
    }
}
