package vn.thidua.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.thidua.events.EventJson;
import vn.thidua.events.ScoreTable;

/** Each case takes a sound table of everything, as JSON, and puts one thing into it that does not go. */
@DisplayName("A score table")
class TableValidationTest {

    private static ObjectNode sound() throws Exception {
        var sample = Path.of("../events/src/test/resources/samples/v1/scoring-opened.v1.with-rules.json");
        return (ObjectNode)
                EventJson.mapper().readTree(Files.readAllBytes(sample)).get("scoreTable");
    }

    private static ScoreTable table(JsonNode json) {
        return EventJson.read(ScoreTable.class, EventJson.mapper().writeValueAsBytes(json));
    }

    @Test
    @DisplayName("that uses everything and contradicts nothing is sound")
    void theSampleIsSound() throws Exception {
        assertThat(TableValidation.of(table(sound()))).isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1} breaks {2} at {3}")
    @DisplayName("is refused with the rule and the place")
    @CsvSource(delimiter = '|', textBlock = """
            /version                    | "2025 bis"                       | score-table-version      | /version
            /step                       | 0                                | step-not-positive        | /step
            /step                       | 300                              | not-a-step               | /groups/0/criteria/0/max
            /baseMax                    | 9900                             | base-sum                 | /baseMax
            /baseMax                    | 0                                | points-out-of-range      | /baseMax
            /totalCap                   | 9900                             | cap-below-base           | /totalCap
            /totalCap                   | 2000000                          | points-out-of-range      | /totalCap
            /groups                     | []                               | no-criteria              | /groups
            /groups/0/code              | "B"                              | code-twice               | /groups/1/code
            /groups/0/code              | "Nhóm A"                         | code                     | /groups/0/code
            /groups/0/name              | " "                              | name-length              | /groups/0/name
            /groups/0/max               | 900                              | group-sum                | /groups/0/max
            /groups/0/criteria          | []                               | no-criteria              | /groups/0/criteria
            /groups/1/weight            | 8000                             | base-sum                 | /baseMax
            /groups/1/weight            | -1                               | points-out-of-range      | /groups/1/weight
            /groups/2/parent            | "X"                              | parent-unknown           | /groups/2/parent
            /groups/1/parent            | "B.I"                            | parent-cycle             | /groups/1/parent
            /groups/2/criteria/0/weight | 3000                             | group-sum                | /groups/2/max
            /groups/2/criteria/0/weight | 0                                | points-out-of-range      | /groups/2/criteria/0/weight
            /bonusRules/0/max           | 325                              | bonus-above-all          | /bonusRules/0/max
            /penaltyRules/0/points      | 50                               | penalty-out-of-range     | /penaltyRules/0/points
            /penaltyRules/0/max         | 120                              | penalty-max              | /penaltyRules/0/max
            /penaltyRules/0/max         | 350                              | penalty-max              | /penaltyRules/0/max
            /penaltyRules/0/code        | "T.1"                            | code-twice               | /penaltyRules/0/code
            /rules/rounding/digits      | 3                                | number-out-of-range      | /rules/rounding/digits
            /rules/rounding/at          | ["MEAN","MEAN"]                  | rounding-twice           | /rules/rounding/at
            /rules/rounding             | {"mode":"DOWN","digits":1,"at":[]} | rounding-nowhere       | /rules/rounding/at
            /bonusMax                   | 0                                | bonus-without-points     | /rules/bonus
            /rules/cap                  | "CLASS"                          | bonus-on-top-of-class-cap | /rules/bonus
            /rules/cap                  | "NOTHING"                        | cap-unused               | /totalCap
            /rules/kinds/1/kind         | "SELF"                           | kind-twice               | /rules/kinds/1/kind
            /rules/kinds/1/weight       | -1                               | number-out-of-range      | /rules/kinds/1/weight
            /rules/kinds/1/trim         | 0                                | number-out-of-range      | /rules/kinds/1/trim
            /rules/kinds/1/aggregation  | "MEAN"                           | trim-without-trimmed-mean | /rules/kinds/1/trim
            /rules/kinds/0/aggregation  | "SUM"                            | self-aggregated          | /rules/kinds/0/aggregation
            /rules/kinds/3/aggregation  | "SUM"                            | sum-capped               | /rules/cap
            /rules/kinds/3/aggregation  | "SUM"                            | sum-beside-others        | /rules/kinds
            /rules/kinds                | []                               | nothing-counts           | /rules/kinds
            /rules/kinds                | [{"kind":"APPRAISAL_2","weight":1}] | second-appraisal-alone | /rules/kinds
            /rules/kinds                | [{"kind":"PEER","weight":1}]     | self-not-collected       | /rules/withoutSelf
            /rules/combining            | "LATEST"                         | latest-with-weights      | /rules/combining
            /rules/classes/1/from       | 9500                             | class-order              | /rules/classes/1/from
            /rules/classes/0/from       | 10400                            | class-out-of-reach       | /rules/classes/0/from
            /rules/classes/3/from       | 10                               | class-floor              | /rules/classes/3/from
            /rules/classes/1/code       | "XS"                             | code-twice               | /rules/classes/1/code
            /rules/classes              | [{"code":"A","name":"A"}]        | too-few-classes          | /rules/classes
            /rules/classes              | []                               | no-classes               | /rules/vetoes
            /rules/vetoes/0/bars        | ["T"]                            | veto-gap                 | /rules/vetoes/0/bars
            /rules/vetoes/0/bars        | ["XS","T","HT","KHT"]            | veto-bars-all            | /rules/vetoes/0/bars
            /rules/vetoes/0/bars        | []                               | empty-list               | /rules/vetoes/0/bars
            /rules/vetoes/1/criteria/0  | "Z"                              | unknown-code             | /rules/vetoes/1/criteria/0
            /rules/demotions/0/by       | 1                                | demotion-how             | /rules/demotions/0
            /rules/demotions/0/atMost   | "XS"                             | demotion-to-best         | /rules/demotions/0/atMost
            /rules/demotions/1/by       | 4                                | number-out-of-range      | /rules/demotions/1/by
            /rules/withoutSelf          | "Z"                              | unknown-code             | /rules/withoutSelf
            /rules/withoutSelf          | "XS"                             | demotion-to-best         | /rules/withoutSelf
            /rules/tieBreaks            | []                               | no-tie-breaks            | /rules/tieBreaks
            /rules/tieBreaks            | [{"by":"PENALTY"}]               | tie-break-open-ended     | /rules/tieBreaks
            /rules/tieBreaks            | [{"by":"SECOND_BALLOT"},{"by":"CITY"}] | second-ballot-alone | /rules/tieBreaks
            /rules/tieBreaks            | [{"by":"CITY"},{"by":"BASE"}]    | tie-break-order          | /rules/tieBreaks/1/by
            /rules/tieBreaks            | [{"by":"CITY"},{"by":"CITY"}]    | tie-break-twice          | /rules/tieBreaks/1
            /rules/tieBreaks/1/of       | "Z"                              | unknown-code             | /rules/tieBreaks/1/of
            /rules/tieBreaks/0/of       | "B"                              | tie-break-of             | /rules/tieBreaks/0/of
            /rules/awards               | []                               | tie-breaks-without-awards | /rules/tieBreaks
            /rules/awards/0/places      | 0                                | number-out-of-range      | /rules/awards/0/places
            /rules/awards/0/lowestClass | "Z"                              | unknown-code             | /rules/awards/0/lowestClass
            /rules/awards/0/threshold   | "Z"                              | unknown-code             | /rules/awards/0/threshold
            /rules/awards/1/code        | "EMULATION_FLAG"                 | code-twice               | /rules/awards/1/code
            /rules/thresholds/0/numerator | 6                              | number-out-of-range      | /rules/thresholds/0/numerator
            /rules/thresholds/0/basis   | null                             | threshold-basis          | /rules/thresholds/0/basis
            /rules/thresholds/0/basis   | " "                              | name-length              | /rules/thresholds/0/basis
            """)
    void isRefused(String pointer, String value, String rule, String at) throws Exception {
        var json = sound();
        put(json, pointer, EventJson.mapper().readTree(value));

        var violations = TableValidation.of(table(json));

        assertThat(violations).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.pointer()).isEqualTo(at);
        });
        assertThat(violations).allSatisfy(violation -> {
            assertThat(violation.text().vi()).endsWith(".").doesNotContain("null");
            assertThat(violation.text().en()).endsWith(".").doesNotContain("null");
            assertThat(violation.text().vi()).isNotEqualTo(violation.text().en());
        });
    }

    static Stream<Arguments> combinations() {
        return Stream.of(
                Arguments.of("cap-not-rounded", List.of("/rules/rounding/digits", "1", "/totalCap", "10005")),
                Arguments.of("bonus-inside-no-cap", List.of("/rules/cap", "\"NOTHING\"", "/rules/bonus", "\"INSIDE\"")),
                Arguments.of("class-cap-without-classes", List.of("/rules", "{\"cap\":\"CLASS\"}")),
                Arguments.of(
                        "latest-of-one",
                        List.of(
                                "/rules/kinds",
                                "[{\"kind\":\"PEER\",\"weight\":1}]",
                                "/rules/combining",
                                "\"LATEST\"")),
                Arguments.of(
                        "self-not-collected",
                        List.of(
                                "/rules",
                                "{\"kinds\":[{\"kind\":\"PEER\",\"weight\":1}],\"awards\":[{\"code\":\"A\",\"name\":\"A\","
                                        + "\"places\":1}],\"tieBreaks\":[{\"by\":\"SELF\"},{\"by\":\"CITY\"}]}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("combinations")
    @DisplayName("is refused for what does not go together")
    void isRefusedInCombination(String rule, List<String> changes) throws Exception {
        var json = sound();
        for (var i = 0; i < changes.size(); i += 2) {
            put(json, changes.get(i), EventJson.mapper().readTree(changes.get(i + 1)));
        }

        assertThat(TableValidation.of(table(json))).extracting(Violation::rule).contains(rule);
    }

    @Test
    @DisplayName("is told everything that is wrong at once, the same every time")
    void everythingAtOnce() throws Exception {
        var json = sound();
        put(json, "/baseMax", EventJson.mapper().readTree("1"));
        put(json, "/rules/classes/0/from", EventJson.mapper().readTree("1"));
        put(json, "/rules/awards/0/places", EventJson.mapper().readTree("0"));

        var violations = TableValidation.of(table(json));

        assertThat(violations)
                .extracting(Violation::pointer)
                .contains("/baseMax", "/rules/classes/1/from", "/rules/awards/0/places");
        assertThat(TableValidation.of(table(json))).isEqualTo(violations);
    }

    private static void put(ObjectNode json, String pointer, JsonNode value) {
        var cut = pointer.lastIndexOf('/');
        var parent = json.at(pointer.substring(0, cut));
        var name = pointer.substring(cut + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), value);
        }
    }
}
