package vn.thidua.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.thidua.bench.board.Generator;

class ScriptTest {

    private final Random random = new Random(11);
    private final List<Script> scripts = Script.of(new Generator(random).boards("t", 3_600), random);

    @Test
    void everySheetHasItsRevisionsInOrder() {
        assertThat(scripts).hasSize(3_600).allSatisfy(script -> {
            var firstTimes = script.submissions().stream()
                    .filter(submission -> !submission.isRepeat())
                    .map(Submission::revision)
                    .toList();
            assertThat(firstTimes).isEqualTo(firstTimes.stream().sorted().toList());
            assertThat(firstTimes).hasSize(script.sheet().revisions());
        });
    }

    @Test
    void aRepeatComesAfterWhatItRepeatsWithTheSameKeyAndTheSameBytes() {
        var repeating = scripts.stream()
                .filter(script -> script.submissions().stream().anyMatch(Submission::isRepeat))
                .toList();

        assertThat(repeating).hasSizeBetween(36, 144).allSatisfy(script -> {
            var repeat = script.submissions().stream()
                    .filter(Submission::isRepeat)
                    .findFirst()
                    .orElseThrow();
            var repeated = script.submissions().stream()
                    .filter(submission -> submission.key().equals(repeat.key()))
                    .findFirst()
                    .orElseThrow();
            assertThat(repeated.isRepeat()).isFalse();
            assertThat(repeat.intakeData()).isEqualTo(repeated.intakeData());
        });
    }

    @Test
    void interleavingKeepsEverySheetsOrderAndLosesNothing() {
        var row = Script.interleaved(scripts, random);

        assertThat(row)
                .hasSize(scripts.stream()
                        .mapToInt(script -> script.submissions().size())
                        .sum());
        assertThat(scripts)
                .filteredOn(script -> script.submissions().size() > 1)
                .allSatisfy(script -> assertThat(script.submissions())
                        .isSortedAccordingTo((one, other) -> Integer.compare(row.indexOf(one), row.indexOf(other))));
    }
}
