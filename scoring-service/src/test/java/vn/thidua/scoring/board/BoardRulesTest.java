package vn.thidua.scoring.board;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.Sample.BOARD;
import static vn.thidua.scoring.Sample.CLUSTER;
import static vn.thidua.scoring.Sample.NOON;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.ScoringOpened.ConferencePlan;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.AuthContext;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.Sample;
import vn.thidua.scoring.board.BoardDecision.Accepted;
import vn.thidua.scoring.board.BoardDecision.Refused;
import vn.thidua.scoring.board.BoardDecision.Unchanged;
import vn.thidua.scoring.board.BoardRules.Surroundings;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.cluster.Membership;
import vn.thidua.scoring.leadership.Terms;
import vn.thidua.scoring.leadership.Terms.Appointment;
import vn.thidua.scoring.unit.Unit;

class BoardRulesTest {

    private static final String CHECKPOINT = "thidua/cum/2019\n3\n…";
    private static final AuthContext BY = Sample.auth("HBT");
    private static final BoardId ID = new BoardId(CLUSTER, "2019");
    private static final Cluster THREE = new Cluster(
            CLUSTER,
            "Cụm thử",
            List.of(
                    new Membership("HBT", LocalDate.of(2010, 1, 1), null),
                    new Membership("DD", LocalDate.of(2010, 1, 1), LocalDate.of(2019, 11, 5)),
                    new Membership("HK", LocalDate.of(2019, 6, 1), null)));
    private static final Surroundings AROUND = new Surroundings(
            THREE,
            Sample.UNITS.stream()
                    .map(unit -> new Unit(unit.id(), unit.name()))
                    .collect(toMap(Unit::id, Function.identity())),
            Sample.TABLE,
            Terms.none(CLUSTER));

    private static ScoringClosed told(Board closing, SortedMap<String, CountedSheet> standing) {
        var closed = accepted(BoardRules.finishClosing(closing, standing, NOON)).next();
        return (ScoringClosed) BoardRules.tell(closed, CHECKPOINT).events().getFirst();
    }

    @Test
    void aBoardIsPlannedAndPlannedAnewUntilItIsOpen() {
        var board = accepted(BoardRules.prepare(null, ID, plan("HBT"), AROUND)).next();
        assertThat(board.state()).isEqualTo(BoardState.PREPARED);

        assertThat(BoardRules.prepare(board, ID, plan("HBT"), AROUND)).isEqualTo(new Unchanged(board));
        var changed =
                accepted(BoardRules.prepare(board, ID, plan("DD"), AROUND)).next();
        assertThat(changed.version()).isEqualTo(2);

        var open = accepted(BoardRules.open(changed, AROUND, NOON)).next();
        assertThat(BoardRules.prepare(open, ID, plan("DD"), AROUND)).isInstanceOf(Unchanged.class);
        assertThat(((Refused) BoardRules.prepare(open, ID, plan("HK"), AROUND))
                        .refusal()
                        .slug())
                .isEqualTo("board-frozen");
    }

    @Test
    void membersAreThoseOfTheConferenceDayWithTheNamesOfToday() {
        var opening = accepted(BoardRules.open(prepared(plan("HBT")), AROUND, NOON));

        assertThat(opening.events()).singleElement().isInstanceOfSatisfying(ScoringOpened.class, opened -> {
            assertThat(opened.members()).extracting(UnitRef::id).containsExactly("HBT", "DD", "HK");
            assertThat(opened.members().getFirst().name()).isEqualTo("Quận Hai Bà Trưng");
            assertThat(opened.revision()).isEqualTo(1);
            assertThat(opened.scoreTable()).isEqualTo(Sample.TABLE);
        });
    }

    @Test
    void withoutAConferenceMembersAreThoseOfNewYear() {
        var plan = new BoardPlan(2019, null, null, "HBT", "2019.1", null);

        var opening = accepted(BoardRules.open(prepared(plan), AROUND, NOON));

        assertThat(((ScoringOpened) opening.events().getFirst()).members())
                .extracting(UnitRef::id)
                .containsExactly("HBT", "DD");
    }

    @Test
    void openingAgainChangesNothing() {
        var open = open();

        assertThat(BoardRules.open(open, AROUND, NOON)).isEqualTo(new Unchanged(open));
    }

    @Test
    void aPlanHasToFitItsCluster() {
        assertThat(broken(ID, plan("LB"), AROUND)).containsExactly("/head head-not-a-member");
        assertThat(broken(new BoardId(CLUSTER, "2018"), plan("HBT"), AROUND)).containsExactly("/year year-differs");
        assertThat(broken(ID, plan("HBT"), new Surroundings(THREE, AROUND.units(), null, Terms.none(CLUSTER))))
                .containsExactly("/scoreTable score-table-unknown");
        assertThat(broken(ID, plan("HBT"), new Surroundings(null, Map.of(), null, Terms.none(CLUSTER))))
                .containsExactly("/scoreTable score-table-unknown", " cluster-unknown");
        assertThat(broken(ID, plan("HBT"), new Surroundings(THREE, Map.of(), Sample.TABLE, Terms.none(CLUSTER))))
                .containsExactly("/conference/date members-count", "/head head-not-a-member");
    }

    @Test
    void thePlansHeadIsTheClustersHeadOfThatYearAndMayBeLeftOut() {
        var terms = Terms.none(CLUSTER)
                .appointing(new Appointment("HBT", LocalDate.of(2019, 1, 1)))
                .appointing(new Appointment("DD", LocalDate.of(2020, 1, 1)));
        var around = new Surroundings(THREE, AROUND.units(), Sample.TABLE, terms);

        assertThat(broken(ID, plan("DD"), around)).containsExactly("/head head-differs");
        assertThat(BoardRules.prepare(null, ID, plan("HBT"), around)).isInstanceOf(Accepted.class);
        var left = prepared(new BoardPlan(2019, null, conference(), null, "2019.1", null));
        assertThat(headWhenOpened(left, around, NOON)).isEqualTo("HBT");
        assertThat(headWhenOpened(left, around, NOON.plus(365, ChronoUnit.DAYS)))
                .as("who headed 2019, though somebody else does now")
                .isEqualTo("HBT");
        var nobody = (Refused) BoardRules.open(left, AROUND, NOON);
        assertThat(nobody.refusal().violations()).extracting(Violation::rule).containsExactly("head-missing");
    }

    private static String headWhenOpened(Board board, Surroundings around, Instant now) {
        return ((ScoringOpened)
                        accepted(BoardRules.open(board, around, now)).events().getFirst())
                .head();
    }

    private static ConferencePlan conference() {
        return new ConferencePlan(LocalDate.of(2019, 11, 5), "Trụ sở");
    }

    @Test
    void aBoardIsNotClosedWhileSheetsAreMissingUnlessSomebodySaysWhy() {
        var open = open();
        var all = all();
        var some = new TreeMap<>(all);
        some.remove(BOARD + "/PEER/HK/DD");

        assertThat(BoardRules.beginClosing(open, some, null, BY))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().more())
                                .containsEntry("missing", List.of(BOARD + "/PEER/HK/DD")));
        assertThat(accepted(BoardRules.beginClosing(open, some, "Quận bận", BY))
                        .next()
                        .state())
                .isEqualTo(BoardState.CLOSING);
        assertThat(accepted(BoardRules.beginClosing(open, all, null, BY)).events())
                .isEmpty();
        assertThat(BoardRules.beginClosing(prepared(plan("HBT")), Map.of(), "vội", BY))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theManifestNamesEverySheetThatCountsAndWhatIsMissingAndWhy() {
        var some = new TreeMap<>(all());
        some.remove(BOARD + "/PEER/HK/DD");
        var closing =
                accepted(BoardRules.beginClosing(open(), some, "Quận bận", BY)).next();

        var decided = accepted(BoardRules.finishClosing(closing, some, NOON));
        assertThat(decided.events()).as("told only once it is in the log").isEmpty();
        var closed = BoardRules.tell(decided.next(), CHECKPOINT);

        assertThat(closed.events()).singleElement().isInstanceOfSatisfying(ScoringClosed.class, fact -> {
            assertThat(fact.revision()).isEqualTo(2);
            assertThat(fact.manifest()).containsExactlyElementsOf(some.values());
            assertThat(fact.missing()).containsExactly(BOARD + "/PEER/HK/DD");
            assertThat(fact.missingBecause()).isEqualTo("Quận bận");
            assertThat(fact.checkpoint()).isEqualTo(CHECKPOINT);
        });
        assertThat(BoardRules.finishClosing(closed.next(), all(), NOON)).isInstanceOf(Unchanged.class);
        assertThat(BoardRules.beginClosing(closed.next(), all(), null, BY)).isInstanceOf(Unchanged.class);
    }

    @Test
    void aReasonIsForgottenWhenTheMissingSheetCameAfterAll() {
        var closing = accepted(BoardRules.beginClosing(open(), Map.of(), "Quận bận", BY))
                .next();

        var closed = told(closing, all());

        assertThat(closed.missing()).isEmpty();
        assertThat(closed.missingBecause()).isNull();
    }

    @Test
    void aRecusedScorerIsNotMissedAndWhatItGaveIsNamedApart() {
        var one = recused(open(), "HK", "HBT");
        var recused = recused(one, "DD", null);
        assertThat(recused.recused()).isNotNull().satisfies(fact -> {
            assertThat(fact.revision()).isEqualTo(3);
            assertThat(fact.recusals()).hasSize(2);
        });
        assertThat(BoardRules.recuse(recused, "DD", "HK", "đã rút hết", null, NOON))
                .isInstanceOf(Unchanged.class);

        var standing = all();
        standing.remove(BOARD + "/PEER/DD/HK");
        standing.remove(BOARD + "/PEER/HBT/HK");
        var closing = accepted(BoardRules.beginClosing(recused, standing, "thiếu", BY));
        var closed = told(closing.next(), standing);

        assertThat(closed.revision()).isEqualTo(4);
        assertThat(closed.missing()).containsExactly(BOARD + "/PEER/HBT/HK");
        assertThat(closed.recused())
                .extracting(CountedSheet::sheet)
                .containsExactly(BOARD + "/PEER/DD/HBT", BOARD + "/PEER/HK/HBT");
        assertThat(closed.manifest()).hasSize(5).doesNotContainAnyElementsOf(closed.recused());
        assertThat(BoardRules.recuse(closing.next(), "HBT", null, "muộn", null, NOON))
                .isInstanceOf(Refused.class);
    }

    @Test
    void onlyWhoScoresIsRecusedFromWhoIsScored() {
        assertThat(refusedRecusal("LB", null, "lý do")).containsExactly("/scorer not-a-scorer");
        assertThat(refusedRecusal("DD", "DD", " "))
                .containsExactly("/target recused-from-itself", "/reason reason-missing");
        assertThat(refusedRecusal("DD", "LB", "lý do")).containsExactly("/target not-a-member");
    }

    private static Board recused(Board board, String scorer, @Nullable String target) {
        return accepted(BoardRules.recuse(board, scorer, target, "lý do", scorer, NOON))
                .next();
    }

    private static List<String> refusedRecusal(String scorer, @Nullable String target, String reason) {
        return ((Refused) BoardRules.recuse(open(), scorer, target, reason, null, NOON))
                .refusal().violations().stream()
                        .map((Violation violation) -> violation.pointer() + " " + violation.rule())
                        .toList();
    }

    @Test
    void aBoardsIdIsItsClusterAndItsPeriod() {
        assertThat(BoardId.parse("hn-mttq-cum-1:2019-H1")).contains(new BoardId("hn-mttq-cum-1", "2019-H1"));
        assertThat(List.of("hn", "hn:", ":2019", "HN:2019", "hn:19", "hn:2019:1", "hn:2019-h1", "hn/x:2019"))
                .allSatisfy(id -> assertThat(BoardId.parse(id)).isEmpty());
    }

    private static Board prepared(BoardPlan plan) {
        return accepted(BoardRules.prepare(null, ID, plan, AROUND)).next();
    }

    private static Board open() {
        return accepted(BoardRules.open(prepared(plan("HBT")), AROUND, NOON)).next();
    }

    private static TreeMap<String, CountedSheet> all() {
        var all = new TreeMap<String, CountedSheet>();
        SheetId.expected(BOARD, Sample.UNITS).forEach(id -> all.put(id, new CountedSheet(id, 1, "sha-256:…")));
        assertThat(all).hasSize(9);
        return all;
    }

    private static List<String> broken(BoardId id, BoardPlan plan, Surroundings around) {
        var refused = (Refused) BoardRules.prepare(null, id, plan, around);
        return refused.refusal().violations().stream()
                .map((Violation violation) -> violation.pointer() + " " + violation.rule())
                .toList();
    }

    private static BoardPlan plan(@Nullable String head) {
        return new BoardPlan(
                2019,
                "Chủ đề",
                new ConferencePlan(LocalDate.of(2019, 11, 5), "Trụ sở"),
                head == null ? "HBT" : head,
                "2019.1",
                null);
    }

    private static Accepted accepted(BoardDecision decision) {
        return (Accepted) decision;
    }
}
