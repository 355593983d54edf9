package vn.thidua.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    private static final Pattern INTAKE = Pattern.compile(Topics.INTAKE_PATTERN);

    @Test
    void a_district_has_an_intake_and_a_results_topic_of_its_own() {
        assertThat(Topics.intake("HBT")).isEqualTo("thidua.intake.v1.HBT");
        assertThat(Topics.intakeResults("HBT")).isEqualTo("thidua.intake-results.v1.HBT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HBT", "LB", "Q-12", "1", "A234567890123456789012345678901Z"})
    void its_topics_say_whose_they_are(String unit) {
        assertThat(Topics.unitOf(Topics.intake(unit))).contains(unit);
        assertThat(Topics.unitOf(Topics.intakeResults(unit))).contains(unit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hbt", "H.BT", "HBT ", "HBT\n", "*", "-HBT", "ĐĐ", "A234567890123456789012345678901ZZ"})
    void no_topic_is_made_of_what_is_no_unit(String unit) {
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.intake(unit));
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.intakeResults(unit));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thidua.scoring.v1",
                "thidua.intake.v1",
                "thidua.intake.v1.",
                "thidua.intake.v1.HBT.x",
                "thidua.intake.v1.scoring-service.dlt",
                "thidua.intake.v1.HBT.scoring-service.dlt",
                "thidua-intake-v1-HBT",
                "x.thidua.intake.v1.HBT"
            })
    void other_topics_are_nobodys_and_not_subscribed_to(String topic) {
        assertThat(Topics.unitOf(topic)).isEmpty();
        assertThat(topic).doesNotMatch(INTAKE);
    }

    @Test
    void the_subscription_takes_intake_topics_and_no_results() {
        assertThat(Topics.intake("HBT")).matches(INTAKE);
        assertThat(Topics.intake("Q-12")).matches(INTAKE);
        assertThat(Topics.intakeResults("HBT")).doesNotMatch(INTAKE);
        assertThat(Topics.INTAKE_PATTERN).doesNotContain(",");
    }
}
