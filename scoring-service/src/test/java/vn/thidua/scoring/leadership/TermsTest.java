package vn.thidua.scoring.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.UnitRef;
import vn.thidua.scoring.leadership.Terms.Appointment;

/** Who heads a cluster when. */
public class TermsTest {

    private static final LocalDate YEAR_2019 = LocalDate.of(2019, 1, 1);
    private static final LocalDate YEAR_2020 = LocalDate.of(2020, 1, 1);
    private static final Instant MIDNIGHT = Instant.parse("2019-12-31T17:00:00Z");
    private static final Terms HBT = Terms.none("cum").appointing(new Appointment("HBT", YEAR_2019));

    public static LeadershipAgreed agreed(long revision, String head, LocalDate from) {
        return agreed("cum:2019", revision, head, from);
    }

    private static LeadershipAgreed agreed(String board, long revision, String head, LocalDate from) {
        return new LeadershipAgreed(
                board,
                revision,
                Instant.parse("2019-11-05T05:00:00Z").plusSeconds(revision),
                new ClusterRef("cum", "Cụm"),
                from.getYear(),
                from,
                new UnitRef(head, head),
                new UnitRef("HK", "HK"),
                List.of(new UnitRef(head, head), new UnitRef("HK", "HK")));
    }

    @Test
    void aTermBeginsAtMidnightInHanoiNotANanosecondEarlier() {
        var terms = HBT.agreeing(agreed(3, "DD", YEAR_2020));

        assertThat(terms.headAt(MIDNIGHT.minusNanos(1))).contains("HBT");
        assertThat(terms.headAt(MIDNIGHT)).contains("DD");
        assertThat(terms.at(MIDNIGHT)).contains(new Term("DD", "HK", YEAR_2020, Term.Origin.LEADERSHIP));
        assertThat(terms.headAt(Instant.parse("2018-12-31T16:59:59.999999999Z")))
                .isEmpty();
    }

    @Test
    void repeatsAndOlderRevisionsChangeNothing() {
        var terms = HBT.agreeing(agreed(3, "DD", YEAR_2020));

        assertThat(terms.agreeing(agreed(3, "LB", YEAR_2020))).isSameAs(terms);
        assertThat(terms.agreeing(agreed(2, "LB", YEAR_2020))).isSameAs(terms);
        assertThat(terms.agreeing(agreed(4, "LB", YEAR_2020)).headAt(MIDNIGHT)).contains("LB");
        assertThat(HBT.appointing(new Appointment("HBT", YEAR_2019))).isSameAs(HBT);
    }

    @Test
    void inWhateverOrderTheyAreHeardOfTheTermThatBeganLastIsInForce() {
        var first = agreed("cum:2019", 3, "DD", YEAR_2020);
        var second = agreed("cum:2020", 1, "LB", LocalDate.of(2021, 1, 1));
        var later = Instant.parse("2021-06-01T00:00:00Z");

        assertThat(HBT.agreeing(first).agreeing(second).headAt(later)).contains("LB");
        assertThat(HBT.agreeing(second).agreeing(first).headAt(later)).contains("LB");
        assertThat(HBT.agreeing(second).agreeing(first).headAt(MIDNIGHT)).contains("DD");
    }

    @Test
    void whatTheClusterAgreedOnGoesBeforeWhatTheCityAppointedForTheSameDay() {
        var terms =
                Terms.none("cum").appointing(new Appointment("HBT", YEAR_2020)).agreeing(agreed(3, "DD", YEAR_2020));

        assertThat(terms.headAt(MIDNIGHT)).contains("DD");
        assertThat(terms.agreedSince(YEAR_2020)).isTrue();
        assertThat(terms.agreedSince(YEAR_2020.plusDays(1))).isFalse();
    }

    @Test
    void anAppointmentForTheSameDayTakesThePlaceOfTheOneBefore() {
        var corrected = HBT.appointing(new Appointment("DD", YEAR_2019));

        assertThat(corrected.appointments()).containsExactly(new Appointment("DD", YEAR_2019));
        assertThat(corrected.version()).isEqualTo(2);
    }

    @Test
    void aYearMayHaveSeveralHeads() {
        var terms = HBT.agreeing(agreed(3, "DD", LocalDate.of(2020, 3, 1)));

        assertThat(terms.headsIn(2018)).isEmpty();
        assertThat(terms.headsIn(2019)).containsExactly("HBT");
        assertThat(terms.headsIn(2020)).containsExactly("HBT", "DD");
        assertThat(terms.headsIn(2021)).containsExactly("DD");
        assertThat(terms.headOf(2020, Instant.parse("2026-01-01T00:00:00Z"))).contains("DD");
        assertThat(terms.headOf(2019, Instant.parse("2026-01-01T00:00:00Z"))).contains("HBT");
        assertThat(terms.headOf(2021, MIDNIGHT)).contains("DD");
        assertThat(terms.headOf(2020, Instant.parse("2020-02-01T00:00:00Z"))).contains("HBT");
    }
}
