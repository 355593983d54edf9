package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.Sample.BOARD;
import static vn.thidua.scoring.Sample.NOON;
import static vn.thidua.scoring.sheet.SheetDecision.decide;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.thidua.events.SheetKind;
import vn.thidua.scoring.Sample;
import vn.thidua.scoring.sheet.SheetDecision.Accepted;
import vn.thidua.scoring.sheet.SheetDecision.Refused;
import vn.thidua.scoring.sheet.SheetDecision.Repeated;

class SheetDecisionTest {

    @Test
    void aFirstSubmissionBecomesRevisionOne() {
        var sheet = accepted(null, submit(500, "k1", null));

        assertThat(sheet.version()).isEqualTo(1);
        assertThat(sheet.standing().receipt().revision()).isEqualTo(1);
        assertThat(sheet.standing().receipt().receivedAt()).isEqualTo(NOON);
        assertThat(sheet.standing().keys()).containsExactly("k1");
    }

    @Test
    void theSameContentAgainIsARepeatWithOrWithoutTheKeyAndWhateverItSaysItReplaces() {
        var sheet = accepted(null, submit(500, "k1", null));

        for (var again : List.of(submit(500, "k1", null), submit(500, null, null), submit(500, null, 7L))) {
            var repeated = (Repeated) decide(sheet, again, NOON.plusSeconds(60));
            assertThat(repeated.revision().receipt()).isEqualTo(sheet.standing().receipt());
            assertThat(repeated.remembering()).isNull();
        }
    }

    @Test
    void aRepeatUnderANewKeyIsRememberedSoThatItIsRecognisedLater() {
        var sheet = accepted(null, submit(500, "k1", null));

        var remembering = requireNonNull(((Repeated) decide(sheet, submit(500, "k2", null), NOON)).remembering());
        assertThat(remembering.version()).isEqualTo(2);
        assertThat(remembering.revision()).isEqualTo(1);
        assertThat(remembering.standing().keys()).containsExactly("k1", "k2");

        assertThat(slug(decide(remembering, submit(450, "k2", 1L), NOON))).isEqualTo("idempotency-key-reused");
    }

    @Test
    void otherContentHasToSayWhichRevisionItReplaces() {
        var sheet = accepted(null, submit(500, "k1", null));

        assertThat(slug(decide(sheet, submit(450, null, null), NOON))).isEqualTo("revision-required");
        assertThat(slug(decide(sheet, submit(450, null, 2L), NOON))).isEqualTo("revision-stale");
        assertThat(slug(decide(sheet, submit(450, null, 0L), NOON))).isEqualTo("revision-stale");
        assertThat(accepted(sheet, submit(450, null, 1L)).revision()).isEqualTo(2);
    }

    @Test
    void nothingCanBeReplacedThatIsNotThere() {
        assertThat(slug(decide(null, submit(500, null, 1L), NOON))).isEqualTo("revision-stale");
        assertThat(decide(null, submit(500, null, 0L), NOON)).isInstanceOf(Accepted.class);
    }

    @Test
    void aKeyIsForOneContent() {
        var sheet = accepted(null, submit(500, "k1", null));

        assertThat(slug(decide(sheet, submit(450, "k1", 1L), NOON))).isEqualTo("idempotency-key-reused");
    }

    @Test
    void aCorrectionThatIsRepeatedGetsItsReceiptEvenWhenALaterOneStands() {
        var first = accepted(null, submit(500, "k1", null));
        var second = accepted(first, submit(450, "k2", 1L));
        var third = accepted(second, submit(400, "k3", 2L));

        var repeated = (Repeated) decide(third, submit(450, "k2", 1L), NOON.plusSeconds(60));

        assertThat(repeated.revision().receipt()).isEqualTo(second.standing().receipt());
        assertThat(third.history()).extracting(Revision::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void goingBackToAnEarlierContentIsACorrectionLikeAnyOther() {
        var first = accepted(null, submit(500, null, null));
        var second = accepted(first, submit(450, null, 1L));

        assertThat(slug(decide(second, submit(500, null, null), NOON))).isEqualTo("revision-required");
        assertThat(accepted(second, submit(500, null, 2L)).revision()).isEqualTo(3);
    }

    @Test
    void keysAreNotCollectedWithoutEnd() {
        var sheet = accepted(null, submit(500, "k0", null));
        for (var k = 1; k < 100; k++) {
            if (decide(sheet, submit(500, "k" + k, null), NOON)
                            instanceof Repeated(var standing, var revision, var remembering)
                    && remembering != null) {
                sheet = remembering;
            }
        }

        assertThat(sheet.standing().keys()).hasSize(SheetDecision.MOST_KEYS);
    }

    private static Sheet accepted(@Nullable Sheet standing, SubmitSheet command) {
        return ((Accepted) decide(standing, command, NOON)).next();
    }

    private static String slug(SheetDecision decision) {
        return ((Refused) decision).refusal().slug();
    }

    private static SubmitSheet submit(int mark, @Nullable String key, @Nullable Long replaces) {
        var content = new SheetContent(
                BOARD, SheetKind.PEER, "HBT", "DD", new TreeMap<>(Sample.marks(mark, 500, 900)), List.of());
        return new SubmitSheet(content, CanonicalSheet.digest(content), key, replaces, Sample.auth("HBT"), null);
    }
}
