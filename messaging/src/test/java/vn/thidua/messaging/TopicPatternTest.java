package vn.thidua.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.events.Topics;

class TopicPatternTest {

    @ParameterizedTest
    @CsvSource({
        "'thidua\\.intake\\.v1\\.[A-Z]+', thidua.intake.v1",
        "'a\\.b.*', a",
        "'a\\.bc?\\.d', a",
        "'a\\.b\\.c', a.b",
        "'a-b\\..', a-b",
        "'a\\.b\\.*', a"
    })
    void whatTheNamesBeginWith(String regex, String common) {
        assertThat(TopicPattern.common(regex)).isEqualTo(common);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[a-z]+", ".*", "things", "a\\.b|c\\.d", "a.b", "\\.a"})
    void someHaveNothingInCommon(String regex) {
        assertThat(TopicPattern.common(regex)).isEmpty();
    }

    @Test
    void theIntakesOfAllDistrictsShareTheirDeadLetters() {
        var input = Inputs.Input.pattern(
                Topics.INTAKE_PATTERN, TopicPattern.common(Topics.INTAKE_PATTERN), "scoring-service");

        assertThat(input.deadLetters()).isEqualTo("thidua.intake.v1.scoring-service.dlt");
        assertThat(input.covers(input.deadLetters())).isFalse();
        assertThat(input.covers(Topics.intake("HBT"))).isTrue();
    }
}
