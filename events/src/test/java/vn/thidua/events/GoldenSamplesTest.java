package vn.thidua.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;

/** What was ever written can be read for ever. A sample is never changed and never removed; new ones are added. */
class GoldenSamplesTest {

    static List<Contract.Sample> samples() {
        return Contract.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void decode_and_encode_back_equal(Contract.Sample sample) {
        var decoded = EventJson.read(sample.type(), sample.bytes());

        var encoded = EventJson.mapper().writeValueAsBytes(decoded);
        assertThat(EventJson.mapper().readTree(encoded)).isEqualTo(sample.json());
        assertThat(EventJson.read(sample.type(), encoded)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void are_read_even_when_a_newer_writer_has_added_fields(Contract.Sample sample) {
        var newer = SchemaPaths.withUnknownFieldsEverywhere(sample.json());

        assertThat(EventJson.read(sample.type(), EventJson.mapper().writeValueAsBytes(newer)))
                .isEqualTo(EventJson.read(sample.type(), sample.bytes()));
    }

    @Test
    void are_there_for_everything_in_the_contract() {
        assertThat(samples().stream().map(Contract.Sample::of).collect(Collectors.toSet()))
                .isEqualTo(Contract.records().keySet());
    }

    @Test
    void of_final_results_have_the_expected_standings() {
        var results = (ResultsFinalised) EventJson.read(
                EventType.RESULTS_FINALISED.wireName(),
                Contract.sample("results-finalised.v1").bytes());

        assertThat(results.standings().rows())
                .extracting(row -> row.rank() + " " + row.unit().id() + " " + row.total())
                .containsExactly("1 HBT 9320", "2 DD 9270", "2 HK 9270", "4 BD 9140", "4 LB 9140", "6 HM 8850");
    }

    @Test
    void carry_digests_that_anyone_can_compute() throws Exception {
        for (var sample : samples()) {
            if (sample.of().equals("score-submitted.v1")) {
                var content = ((ObjectNode) sample.json().deepCopy())
                        .retain("board", "kind", "scorer", "target", "marks", "adjustments");
                assertThat(digest(content))
                        .isEqualTo(sample.json().get("digest").asString());
            }
        }
        assertThat(digest(Contract.sample("scoring-closed.v1").json().get("manifest")))
                .isEqualTo(Contract.sample("results-finalised.v1")
                        .json()
                        .get("manifestDigest")
                        .asString());
    }

    /** With sorted ASCII names and whole numbers only, this is canonical JSON (RFC 8785). */
    private static String digest(JsonNode json) throws NoSuchAlgorithmException {
        var canonical = EventJson.mapper()
                .writer()
                .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .writeValueAsBytes(json);
        return "sha-256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    }
}
