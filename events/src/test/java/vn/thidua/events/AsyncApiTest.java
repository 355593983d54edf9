package vn.thidua.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document says what the code does: its topics, types, schemas and samples, and nothing else. */
class AsyncApiTest {

    private static final AsyncApi DOCUMENT = AsyncApi.document();
    private static final SchemaRegistry DRAFT_2020_12 =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final SchemaRegistry DRAFT_07 = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    private static final Pattern TOPIC = Pattern.compile("thidua\\.[a-z-]+\\.v[0-9]+");
    private static final Pattern DEAD_LETTERS =
            Pattern.compile("(thidua\\.[a-z-]+\\.v[0-9]+)\\.[a-z]+-service(?:-[a-z]+)?\\.dlt");

    /** A message that is an event: all but the dead letter, which is whatever it was. */
    record Message(String name, JsonNode json) {

        String type() {
            return json.at("/headers/properties/ce_type/const").asString();
        }

        String schema() {
            var reference = json.at("/payload/$ref").asString();
            return reference.substring(reference.lastIndexOf('/') + 1).replace(".json", "");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record Example(Message message, JsonNode json) {

        @Override
        public String toString() {
            return json.path("name").asString();
        }
    }

    static List<Message> messages() {
        return DOCUMENT.members("/components/messages").stream()
                .filter(message -> !message.getKey().equals("deadLetter"))
                .map(message -> new Message(message.getKey(), message.getValue()))
                .toList();
    }

    static List<Example> examples() {
        return messages().stream()
                .flatMap(message ->
                        message.json().path("examples").valueStream().map(example -> new Example(message, example)))
                .toList();
    }

    static List<Contract.Sample> samples() {
        return Contract.samples();
    }

    @Test
    void is_an_asyncapi_document() {
        assertThat(AsyncApiRules.broken(DOCUMENT)).isEmpty();
    }

    @Test
    void refers_only_to_what_is_there() {
        assertThat(DOCUMENT.references())
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(DOCUMENT.target(reference).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void has_every_topic_and_no_other() throws Exception {
        var addresses = DOCUMENT.members("/channels").stream()
                .map(channel -> channel.getValue().get("address").asString())
                .filter(address -> !DEAD_LETTERS.matcher(address).matches())
                .map(address -> address.replace("{unit}", "HBT"))
                .toList();

        assertThat(addresses).containsExactlyInAnyOrderElementsOf(topics());
    }

    /** The topics that the code names; those of districts as Hai Bà Trưng has them. */
    private static Set<String> topics() throws IllegalAccessException {
        var topics = new HashSet<>(Set.of(Topics.intake("HBT"), Topics.intakeResults("HBT")));
        for (Field constant : Topics.class.getFields()) {
            var value = (String) constant.get(null);
            if (TOPIC.matcher(value).matches()) {
                topics.add(value);
            }
        }
        return topics;
    }

    @Test
    void has_dead_letters_only_of_its_topics() {
        var ofTopics = DOCUMENT.members("/channels").stream()
                .map(channel -> channel.getValue().get("address").asString())
                .flatMap(address -> DEAD_LETTERS.matcher(address).results())
                .map(letters -> letters.group(1))
                .toList();

        // All districts' topics share one: a letter says where it was.
        assertThat(ofTopics)
                .contains("thidua.intake.v1", Topics.SCORING, Topics.RANKING)
                .isSubsetOf("thidua.intake.v1", Topics.SCORING, Topics.RANKING);
    }

    @Test
    void has_units_as_the_topics_take_them() {
        assertThat(DOCUMENT.at("/components/parameters/unit/examples").valueStream())
                .isNotEmpty()
                .allSatisfy(unit -> assertThat(Topics.unitOf(Topics.intake(unit.asString())))
                        .contains(unit.asString()));
    }

    @Test
    void has_every_type_and_no_other() {
        var types = Stream.concat(
                        Arrays.stream(EventType.values()).map(EventType::wireName),
                        Stream.of(Topics.SHEET_TYPE, Topics.RESULT_TYPE))
                .toList();

        assertThat(messages()).extracting(Message::type).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void has_each_type_on_its_topic() {
        assertThat(typesOn("thidua.intake.v1.{unit}")).containsExactly(Topics.SHEET_TYPE);
        assertThat(typesOn("thidua.intake-results.v1.{unit}")).containsExactly(Topics.RESULT_TYPE);
        assertThat(typesOn(Topics.SCORING)).isEqualTo(typesOf(ScoringEvent.class));
        assertThat(typesOn(Topics.RANKING)).isEqualTo(typesOf(RankingEvent.class));
    }

    private static Set<String> typesOn(String address) {
        return DOCUMENT.members("/channels").stream()
                .map(Map.Entry::getValue)
                .filter(channel -> channel.get("address").asString().equals(address))
                .flatMap(channel -> channel.get("messages").valueStream())
                .map(DOCUMENT::resolve)
                .map(message -> new Message("", message).type())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> typesOf(Class<? extends Event> family) {
        return Arrays.stream(EventType.values())
                .filter(type -> family.isAssignableFrom(type.record()))
                .map(EventType::wireName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void describes_each_payload_with_the_schema_of_its_type(Message message) {
        assertThat(message.json().get("name").asString()).isEqualTo(message.type());
        assertThat(DOCUMENT.resolve(message.json().get("payload")).get("title").asString())
                .isEqualTo(message.type());
    }

    @Test
    void has_an_example_of_every_type() {
        assertThat(examples()).extracting(Example::toString).containsAll(Contract.schemas());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void has_examples_that_are_the_golden_samples_and_valid(Example example) {
        var payload = DOCUMENT.resolve(example.json().get("payload"));

        assertThat(payload).isEqualTo(Contract.sample(example.toString()).json());
        assertThat(DRAFT_2020_12
                        .getSchema(Contract.schema(example.message().schema()))
                        .validate(payload))
                .isEmpty();
        assertThat(headers(example.message()).validate(example.json().get("headers")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void has_examples_with_the_headers_that_are_sent(Example example) {
        var headers = example.json().get("headers");
        var sample = Contract.sample(example.toString());
        switch (EventJson.read(sample.type(), sample.bytes())) {
            case Event event -> {
                assertThat(headers.get("ce_id").asString()).isEqualTo(event.id());
                assertThat(headers.get("ce_subject").asString()).isEqualTo(event.subject());
                assertThat(headers.get("ce_time").asString())
                        .isEqualTo(event.occurredAt().toString());
            }
            case IntakeResult result ->
                assertThat(headers.get("ce_subject").asString()).isEqualTo(result.event());
            default -> assertThat(headers.has("ce_id")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void refuses_headers_without_what_is_required_or_of_another_type(Message message) {
        var good = message.json().at("/examples/0/headers");
        for (var name : List.of("ce_specversion", "ce_id", "ce_source", "ce_type")) {
            var without = ((ObjectNode) good.deepCopy()).without(name);
            assertThat(headers(message).validate(without)).as(name).isNotEmpty();
        }
        var other = ((ObjectNode) good.deepCopy()).put("ce_type", "vn.thidua.other.v1");
        assertThat(headers(message).validate(other)).isNotEmpty();
    }

    private static Schema headers(Message message) {
        return DRAFT_07.getSchema(DOCUMENT.withoutReferences(message.json().get("headers")));
    }

    /** AsyncAPI reads what it is given as draft 07; what our schemas say must not get lost in that. */
    @ParameterizedTest
    @MethodSource("samples")
    void loses_nothing_of_the_schemas_in_reading_them_as_draft_07(Contract.Sample sample) {
        var schema = Contract.schema(sample.of());
        var newer = DRAFT_2020_12.getSchema(schema);
        var older = DRAFT_07.getSchema(((ObjectNode) schema.deepCopy()).without("$schema"));

        assertThat(older.validate(sample.json())).isEmpty();
        for (var field : SchemaPaths.fields(schema, sample.json())) {
            for (var changed :
                    List.of(SchemaPaths.without(sample.json(), field), SchemaPaths.withNull(sample.json(), field))) {
                assertThat(older.validate(changed).isEmpty())
                        .as("%s of %s", field, changed)
                        .isEqualTo(newer.validate(changed).isEmpty());
            }
        }
    }

    @Test
    void asks_for_a_name_and_a_password_on_every_server() {
        assertThat(DOCUMENT.members("/servers"))
                .isNotEmpty()
                .allSatisfy(server -> assertThat(Optional.of(server.getValue().at("/security/0"))
                                .map(DOCUMENT::resolve)
                                .map(scheme -> scheme.path("type").asString()))
                        .as(server.getKey())
                        .contains("scramSha512"));
    }
}
