package vn.thidua.scoring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.Sample.BOARD;
import static vn.thidua.scoring.Sample.marks;
import static vn.thidua.scoring.Sample.peer;
import static vn.thidua.scoring.Sample.self;
import static vn.thidua.scoring.Sample.with;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Adjustment;
import vn.thidua.events.SheetSubmission;
import vn.thidua.scoring.Sample;
import vn.thidua.scoring.sheet.ScoringRules.Reading;

class ScoringRulesTest {

    private final ScoringRules rules = ScoringRules.of(Sample.opened());

    @Test
    void aCompleteSheetIsTaken() {
        assertThat(rules.read(peer(BOARD, "HBT", "DD", marks(550, 500, 900)))).isInstanceOf(Reading.Complete.class);
        assertThat(rules.read(self(BOARD, "HK"))).isInstanceOf(Reading.Complete.class);
    }

    @Test
    void zeroIsAnAnswer() {
        assertThat(rules.read(peer(BOARD, "HBT", "DD", marks(0, 0, 0)))).isInstanceOf(Reading.Complete.class);
    }

    @Test
    void whatIsNotMarkedIsMissingAndEachIsNamed() {
        var marks = new HashMap<String, @Nullable Integer>(marks(550, 500, 900));
        marks.remove("I.1");
        marks.put("II.1", null);

        assertThat(broken(sheet("PEER", "HBT", "DD", marks)))
                .containsExactly("/marks/I.1 mark-missing", "/marks/II.1 mark-missing");
        assertThat(broken(sheet("PEER", "HBT", "DD", null)))
                .containsExactly("/marks/I.1 mark-missing", "/marks/I.2 mark-missing", "/marks/II.1 mark-missing");
    }

    @Test
    void aMarkIsFromZeroToTheMaximumInSteps() {
        assertThat(broken(peer(BOARD, "HBT", "DD", marks(650, -50, 25))))
                .containsExactly(
                        "/marks/I.1 mark-above-max", "/marks/I.2 mark-negative", "/marks/II.1 mark-not-a-step");
    }

    @Test
    void criteriaThatTheTableDoesNotHaveAreNamedWithAPointerThatIsOne() {
        var marks = new HashMap<String, Integer>(marks(550, 500, 900));
        marks.put("III/1~", 100);

        assertThat(broken(sheet("PEER", "HBT", "DD", new LinkedHashMap<>(marks))))
                .containsExactly("/marks/III~11~0 criterion-unknown");
    }

    @Test
    void onlyMembersScoreAndAreScored() {
        assertThat(broken(peer(BOARD, "XX", "YY", marks(0, 0, 0))))
                .containsExactly("/scorer not-a-member", "/target not-a-member");
        assertThat(broken(new SheetSubmission(BOARD, "PEER", null, null, new HashMap<>(marks(0, 0, 0)), null, null)))
                .containsExactly("/scorer not-a-member", "/target not-a-member");
    }

    @Test
    void aPeerNeverScoresItsOwnUnitAndASelfScoreIsForNobodyElse() {
        assertThat(broken(peer(BOARD, "HBT", "HBT", marks(0, 0, 0)))).containsExactly("/target peer-scores-itself");
        assertThat(broken(sheet("SELF", "HBT", "DD", new HashMap<>(marks(0, 0, 0)))))
                .containsExactly("/target self-scores-other");
        assertThat(broken(sheet("peer", "HBT", "DD", new HashMap<>(marks(0, 0, 0)))))
                .containsExactly("/kind kind-unknown");
    }

    @Test
    void bonusesStayWithinTheirRuleTheStepAndTheSum() {
        var sheet = peer(BOARD, "HBT", "DD", marks(0, 0, 0));

        assertThat(rules.read(with(sheet, bonus("BON.1", 300), bonus("BON.2", 200))))
                .isInstanceOf(Reading.Complete.class);
        assertThat(broken(with(sheet, bonus("BON.1", 350)))).containsExactly("/adjustments/0/points bonus-above-max");
        assertThat(broken(with(sheet, bonus("BON.1", 200), bonus("BON.1", 150))))
                .containsExactly("/adjustments/1/points bonus-above-max");
        assertThat(broken(with(sheet, bonus("BON.1", -50)))).containsExactly("/adjustments/0/points bonus-negative");
        assertThat(broken(with(sheet, bonus("BON.1", 75)))).containsExactly("/adjustments/0/points bonus-not-a-step");
        assertThat(broken(with(sheet, bonus("BON.1", 300), bonus("BON.2", 300))))
                .containsExactly("/adjustments bonus-sum-above-max");
    }

    @Test
    void penaltiesAreMultiplesOfTheirRuleAndStayWithinTheSum() {
        var sheet = peer(BOARD, "HBT", "DD", marks(0, 0, 0));

        assertThat(rules.read(with(sheet, bonus("PEN.1", -150), bonus("PEN.2", -100))))
                .isInstanceOf(Reading.Complete.class);
        assertThat(broken(with(sheet, bonus("PEN.2", -150))))
                .containsExactly("/adjustments/0/points penalty-not-a-multiple");
        assertThat(broken(with(sheet, bonus("PEN.1", 50)))).containsExactly("/adjustments/0/points penalty-positive");
        assertThat(broken(with(sheet, bonus("PEN.2", -200), bonus("PEN.2", -200))))
                .containsExactly("/adjustments penalty-sum-beyond-max");
        assertThat(broken(with(sheet, bonus("PEN.1", Integer.MIN_VALUE), bonus("PEN.1", Integer.MIN_VALUE))))
                .contains("/adjustments penalty-sum-beyond-max");
    }

    @Test
    void anAdjustmentHasARuleAndItsNoteIsText() {
        var sheet = peer(BOARD, "HBT", "DD", marks(0, 0, 0));

        assertThat(broken(with(sheet, bonus("BON.9", 50)))).containsExactly("/adjustments/0/rule rule-unknown");
        assertThat(broken(with(sheet, new Adjustment("BON.1", 50, "nửa ký tự \ud83d"))))
                .containsExactly("/adjustments/0/note note-not-text");
        assertThat(broken(with(sheet, new Adjustment("BON.1", 50, "x".repeat(1001)))))
                .containsExactly("/adjustments/0/note note-too-long");
        assertThat(broken(new SheetSubmission(
                        BOARD,
                        "PEER",
                        "HBT",
                        "DD",
                        new HashMap<>(marks(0, 0, 0)),
                        new ArrayList<>(Collections.singletonList((Adjustment) null)),
                        null)))
                .containsExactly("/adjustments/0 adjustment-missing");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceInBothLanguages() {
        var reading = rules.read(
                with(sheet("PEER", "HBT", "HBT", new HashMap<>(Map.of("I.1", 650, "I.9", 1))), bonus("BON.1", 350)));

        assertThat(reading).isInstanceOfSatisfying(Reading.Invalid.class, invalid -> {
            assertThat(rulesOf(invalid))
                    .containsExactly(
                            "/target peer-scores-itself",
                            "/marks/I.1 mark-above-max",
                            "/marks/I.2 mark-missing",
                            "/marks/II.1 mark-missing",
                            "/marks/I.9 criterion-unknown",
                            "/adjustments/0/points bonus-above-max");
            assertThat(invalid.refusal().violations().get(1).detail().vi())
                    .isEqualTo("6,50 điểm vượt mức tối đa 6,00 của tiêu chí I.1.");
            assertThat(invalid.refusal().violations().get(1).detail().en())
                    .isEqualTo("6.50 points are above the maximum of 6.00 for criterion I.1.");
        });
    }

    private List<String> broken(SheetSubmission submission) {
        return switch (rules.read(submission)) {
            case Reading.Complete complete -> List.of();
            case Reading.Invalid invalid -> rulesOf(invalid);
        };
    }

    private static List<String> rulesOf(Reading.Invalid invalid) {
        return invalid.refusal().violations().stream()
                .map(violation -> violation.pointer() + " " + violation.rule())
                .toList();
    }

    private static SheetSubmission sheet(
            String kind, String scorer, String target, @Nullable Map<String, @Nullable Integer> marks) {
        return new SheetSubmission(BOARD, kind, scorer, target, marks, null, null);
    }

    private static Adjustment bonus(String rule, int points) {
        return new Adjustment(rule, points, null);
    }
}
