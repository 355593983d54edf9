package vn.thidua.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Names that others have in their configuration: a change here is a change for everybody. */
class WireNamesTest {

    @Test
    void topics_keep_their_names() {
        assertThat(Topics.intake("HBT")).isEqualTo("thidua.intake.v1.HBT");
        assertThat(Topics.intakeResults("HBT")).isEqualTo("thidua.intake-results.v1.HBT");
        assertThat(Topics.SCORING).isEqualTo("thidua.scoring.v1");
        assertThat(Topics.RANKING).isEqualTo("thidua.ranking.v1");
    }

    @Test
    void types_keep_their_names() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::wireName))
                .containsExactly(
                        "vn.thidua.scoring.scoring-opened.v1",
                        "vn.thidua.scoring.score-submitted.v1",
                        "vn.thidua.scoring.scorer-recused.v1",
                        "vn.thidua.scoring.explanation-given.v1",
                        "vn.thidua.scoring.scores-confirmed.v1",
                        "vn.thidua.scoring.scoring-closed.v1",
                        "vn.thidua.ranking.standings-updated.v1",
                        "vn.thidua.ranking.proceedings-recorded.v1",
                        "vn.thidua.ranking.results-finalised.v1",
                        "vn.thidua.ranking.leadership-nominated.v1",
                        "vn.thidua.ranking.leadership-agreed.v1");
        assertThat(Topics.SHEET_TYPE).isEqualTo("vn.thidua.intake.score-sheet.v1");
        assertThat(Topics.RESULT_TYPE).isEqualTo("vn.thidua.intake.result.v1");
    }

    @Test
    void the_same_fact_has_the_same_id_whenever_it_is_published() {
        assertThat(idOf("score-submitted.v1.correction-of-a-self-score"))
                .isEqualTo("score-submitted/hn-mttq-cum-1:2019/SELF/HM/HM@2");
        assertThat(idOf("scoring-closed.v1")).isEqualTo("scoring-closed/hn-mttq-cum-1:2019@2");
        assertThat(idOf("results-finalised.v1")).isEqualTo("results-finalised/hn-mttq-cum-1:2019@39");
        assertThat(idOf("leadership-agreed.v1")).isEqualTo("leadership-agreed/hn-mttq-cum-1:2019/leadership@8");
    }

    private static String idOf(String sample) {
        var golden = Contract.sample(sample);
        return ((Event) EventJson.read(golden.type(), golden.bytes())).id();
    }
}
