package vn.thidua.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.TableRules;
import vn.thidua.events.TableRules.Award;
import vn.thidua.events.TableRules.ClassBand;
import vn.thidua.events.TableRules.Demotion;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.TableRules.TieBreak;
import vn.thidua.events.TableRules.TieBreak.By;
import vn.thidua.events.UnitRef;
import vn.thidua.rules.Proceedings.Ballot;
import vn.thidua.rules.Proceedings.Discipline;
import vn.thidua.rules.Proceedings.EligibilityHold;
import vn.thidua.rules.Proceedings.Preference;
import vn.thidua.rules.Proceedings.Recusal;
import vn.thidua.rules.Proceedings.TieDecision;

/** A, B and C have the same total, D less; there is one flag and one certificate. */
@DisplayName("A tie at the edge of an award")
class TieDialogueTest {

    private static final Award FLAG = new Award("FLAG", "Cờ", 1, null, null, null);
    private static final Award CERTIFICATE = new Award("CERT", "Bằng khen", 1, null, null, null);

    private static final List<TieBreak> CHAIN = List.of(
            new TieBreak(By.GROUP, "I", null),
            new TieBreak(By.PREFERENCE, null, "Luật Thi đua, khen thưởng"),
            new TieBreak(By.FIRST_BALLOT, null, null),
            new TieBreak(By.SECOND_BALLOT, null, null),
            new TieBreak(By.LEADERS, null, null),
            new TieBreak(By.CITY, null, null));

    private static final Table TABLE = table(null, null, FLAG);

    /** Only the first class gets the flag, and who was disciplined is not in it. */
    private static final Table BY_CLASS = table(
            List.of(new ClassBand("I", "Loại I", 6000), new ClassBand("II", "Loại II", null)),
            List.of(new Demotion("D1", "Có lãnh đạo bị kỷ luật", "II", null, "Quy chế")),
            new Award("FLAG", "Cờ", 1, "I", null, null));

    private static Table table(@Nullable List<ClassBand> classes, @Nullable List<Demotion> demotions, Award flag) {
        return Table.of(new ScoreTable(
                "1",
                10000,
                0,
                0,
                10000,
                50,
                List.of(new CriterionGroup("I", "Nhóm", 10000, List.of(new Criterion("I.1", "Một", 10000)))),
                List.of(),
                List.of(),
                new TableRules(
                        null,
                        null,
                        null,
                        null,
                        null,
                        classes,
                        null,
                        demotions,
                        null,
                        CHAIN,
                        List.of(flag, CERTIFICATE),
                        null)));
    }

    private static final Members MEMBERS = Members.of(
            List.of(new UnitRef("A", "A"), new UnitRef("B", "B"), new UnitRef("C", "C"), new UnitRef("D", "D")));

    private static Outcome outcome(Proceedings proceedings) {
        return outcome(TABLE, proceedings);
    }

    private static Outcome outcome(Table table, Proceedings proceedings) {
        assertThat(TableValidation.of(table.data())).isEmpty();
        var sheets = new ArrayList<Sheet>();
        for (var scorer : MEMBERS.units()) {
            for (var target : MEMBERS.units()) {
                if (!scorer.equals(target)) {
                    var points = target.id().equals("D") ? 5000 : 9000;
                    sheets.add(new Sheet(Kind.PEER, scorer.id(), target.id(), 1, Map.of("I.1", points), List.of()));
                }
            }
        }
        return Outcome.compute(table, MEMBERS, sheets, proceedings);
    }

    private static Proceedings with(
            Set<EligibilityHold> holds, Set<Preference> preferences, Set<Ballot> ballots, Set<TieDecision> decisions) {
        return new Proceedings(Set.of(), holds, Set.of(), preferences, ballots, decisions);
    }

    private static @Nullable String award(Outcome outcome, String unit) {
        var award = outcome.of(unit).award();
        return award == null ? null : award.code();
    }

    private static List<String> sentences(Outcome outcome) {
        var words = new Words(MEMBERS);
        return outcome.ties().stream()
                .flatMap(tie -> words.of(tie).stream())
                .map(Text::en)
                .toList();
    }

    @Test
    @DisplayName("that nobody has decided stays open, with what is awaited; nobody below takes what is open")
    void undecided() {
        var outcome = outcome(Proceedings.NONE);

        assertThat(outcome.unbroken()).hasSize(1);
        for (var unit : List.of("A", "B", "C")) {
            assertThat(outcome.of(unit).contested()).containsExactly(FLAG, CERTIFICATE);
            assertThat(outcome.of(unit).award()).isNull();
        }
        assertThat(award(outcome, "D")).isNull();
        assertThat(sentences(outcome))
                .containsExactly(
                        "A, B, C have 90.00 each, and there is 1 “Cờ” left.",
                        "More for group I: still equal.",
                        "Statutory preference (women, or collectives with at least 70% women): still equal.",
                        "First ballot: nothing decided yet.",
                        "Second ballot: nothing decided yet.",
                        "Decision of head and deputy: nothing decided yet.",
                        "Decision of the City: nothing decided yet.",
                        "Still undecided: A, B, C.");
    }

    @Test
    @DisplayName("is broken by statutory preference before any ballot")
    void preference() {
        var outcome = outcome(with(Set.of(), Set.of(new Preference("C", "80% nữ")), Set.of(), Set.of()));

        assertThat(award(outcome, "C")).isEqualTo("FLAG");
        // A and B are now at the edge of the certificate.
        assertThat(outcome.unbroken()).singleElement().satisfies(tie -> {
            assertThat(tie.award()).isEqualTo(CERTIFICATE);
            assertThat(tie.unbroken()).containsExactly("A", "B");
        });
    }

    @Test
    @DisplayName("goes through a first and a second ballot, the second among those whom the first left equal")
    void twoBallots() {
        var first = new Ballot(Ballot.Round.FIRST, Map.of("A", 3, "B", 3, "C", 0));
        var second = new Ballot(Ballot.Round.SECOND, Map.of("A", 2, "B", 4));

        var outcome = outcome(with(Set.of(), Set.of(), Set.of(first, second), Set.of()));

        assertThat(award(outcome, "B")).isEqualTo("FLAG");
        assertThat(award(outcome, "A")).isEqualTo("CERT");
        assertThat(award(outcome, "C")).isNull();
        assertThat(outcome.unbroken()).isEmpty();
        assertThat(outcome.of("C").rank()).isEqualTo(1);
        assertThat(sentences(outcome))
                .contains("First ballot: A = B > C (A: 3, B: 3, C: 0).", "Second ballot: B > A (A: 2, B: 4).");
    }

    @Test
    @DisplayName("is decided by head and deputy where the ballots do not")
    void leaders() {
        var decision = new TieDecision(TieDecision.By.LEADERS, List.of("C", "A", "B"), "thành tích ba năm");

        var outcome = outcome(with(Set.of(), Set.of(), Set.of(), Set.of(decision)));

        assertThat(award(outcome, "C")).isEqualTo("FLAG");
        assertThat(award(outcome, "A")).isEqualTo("CERT");
        assertThat(award(outcome, "B")).isNull();
        assertThat(sentences(outcome)).contains("Decision of head and deputy: C > A > B (thành tích ba năm).");
    }

    @Test
    @DisplayName("puts those who lost it beside those who were not considered for it, and the chain tells them apart")
    void notConsidered() {
        var decided = new TieDecision(TieDecision.By.LEADERS, List.of("A", "B"), "thành tích ba năm");

        var outcome = outcome(BY_CLASS, disciplined("C", Set.of(decided)));

        assertThat(award(outcome, "A")).isEqualTo("FLAG");
        assertThat(award(outcome, "C")).isEqualTo("CERT");
        assertThat(award(outcome, "B")).isNull();
        assertThat(outcome.unbroken()).isEmpty();
    }

    @Test
    @DisplayName("may stay open while somebody whom the chain puts before them has the next award")
    void notConsideredAndBefore() {
        var outcome = outcome(BY_CLASS, disciplined("C", Set.of()));

        assertThat(outcome.unbroken())
                .singleElement()
                .satisfies(tie -> assertThat(tie.unbroken()).containsExactly("A", "B"));
        assertThat(award(outcome, "C")).isEqualTo("CERT");
        assertThat(outcome.of("C").contested()).isEmpty();
        assertThat(outcome.of("A").contested()).extracting(Award::code).containsExactly("FLAG");
    }

    /** The unit was disciplined, and the law prefers it. */
    private static Proceedings disciplined(String unit, Set<TieDecision> decisions) {
        return new Proceedings(
                Set.of(),
                Set.of(),
                Set.of(new Discipline(unit, "D1", "khiển trách")),
                Set.of(new Preference(unit, "80% nữ")),
                Set.of(),
                decisions);
    }

    @Test
    @DisplayName("disappears when a hold leaves fewer units than places, and the hold is named")
    void holds() {
        var held = Set.of(new EligibilityHold("A", "khiếu nại"), new EligibilityHold("B", "thanh tra"));

        var outcome = outcome(with(held, Set.of(), Set.of(), Set.of()));

        assertThat(award(outcome, "C")).isEqualTo("FLAG");
        assertThat(award(outcome, "D")).isEqualTo("CERT");
        assertThat(outcome.of("A").holds()).containsExactly("khiếu nại");
        assertThat(outcome.of("A").rank()).isEqualTo(1);
        assertThat(outcome.unbroken()).isEmpty();
    }

    @Test
    @DisplayName("is not settled by a ballot that leaves one of the units out")
    void aBallotOnOthers() {
        var ballot = new Ballot(Ballot.Round.FIRST, Map.of("A", 3, "B", 1));

        assertThat(outcome(with(Set.of(), Set.of(), Set.of(ballot), Set.of())).unbroken())
                .hasSize(1);
    }

    @Test
    @DisplayName("cannot have two ballots of one round on the same unit")
    void twoBallotsOfOneRound() {
        var one = new Ballot(Ballot.Round.FIRST, Map.of("A", 3, "B", 1));
        var other = new Ballot(Ballot.Round.FIRST, Map.of("B", 3, "C", 1));

        assertThatThrownBy(() -> with(Set.of(), Set.of(), Set.of(one, other), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("can come of a recusal, which leaves both the mean and the expectation")
    void recusal() {
        var table = Table.of(
                new ScoreTable("1", 10000, 0, 0, 10000, 50, TABLE.data().groups(), List.of(), List.of(), null));
        var sheets = List.of(
                new Sheet(Kind.PEER, "B", "A", 1, Map.of("I.1", 9000), List.of()),
                new Sheet(Kind.PEER, "C", "A", 1, Map.of("I.1", 3000), List.of()));
        var recused = Proceedings.of(Set.of(new Recusal("C", "A", "cùng khối")), Set.of());

        var before = Outcome.compute(table, MEMBERS, sheets, Proceedings.NONE).of("A");
        var after = Outcome.compute(table, MEMBERS, sheets, recused).of("A");

        assertThat(before.total()).isEqualTo(6000);
        assertThat(before.kinds().getFirst().expected()).isEqualTo(3);
        assertThat(after.total()).isEqualTo(9000);
        assertThat(after.kinds().getFirst())
                .isEqualTo(new UnitOutcome.KindOutcome(Kind.PEER, 1, 2, List.of("D"), List.of("C")));
        assertThat(after.explanation().steps()).contains(new Step.Recused(Kind.PEER, "C", "cùng khối", true));
    }
}
