package vn.thidua.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker's own test: without a defect it has nothing to say, and each planted one turns it red. */
class ModelTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSoundSystemPassesWhateverTheInterleaving(long seed) {
        var verdicts = Checker.check(new Model(seed, EnumSet.noneOf(Defect.class)).run(folder));

        assertThat(verdicts).hasSize(10).allSatisfy(verdict -> {
            assertThat(verdict.examples()).as(verdict.invariant()).isEmpty();
            assertThat(verdict.violated()).isZero();
            assertThat(verdict.checked()).as(verdict.invariant()).isPositive();
        });
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    void aPlantedDefectTurnsTheRunRed(Defect defect) {
        var verdicts = Checker.check(new Model(7, EnumSet.of(defect)).run(folder));

        assertThat(verdicts)
                .filteredOn(verdict -> verdict.violated() > 0)
                .extracting(Verdict::invariant)
                .contains(defect.noticedBy());
    }
}
