package vn.thidua.rules.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.UnitRef;
import vn.thidua.rules.Members;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.Proceedings.Recusal;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.Table;

@DisplayName("Advice on a board")
class AdviceTest {

    private static final Table TABLE = Table.of(new ScoreTable(
            "1",
            10000,
            0,
            0,
            10000,
            50,
            List.of(new CriterionGroup(
                    "I", "Nhóm", 10000, List.of(new Criterion("I.1", "Một", 6000), new Criterion("I.2", "Hai", 4000)))),
            List.of(),
            List.of()));

    private static final Members MEMBERS = Members.of(List.of(
            new UnitRef("A", "Quận A"),
            new UnitRef("B", "Quận B"),
            new UnitRef("C", "Quận C"),
            new UnitRef("D", "Quận D")));

    /** A and B give each other 90; everybody else gives 80 to A, 75 to B, 70 to C, 60 to D. */
    private static List<Sheet> sheets() {
        var sheets = new ArrayList<Sheet>();
        for (var scorer : List.of("A", "B", "C", "D")) {
            for (var target : List.of("A", "B", "C", "D")) {
                if (scorer.equals(target)) {
                    sheets.add(sheet(Kind.SELF, scorer, target, 9500));
                } else if (Set.of("A", "B").equals(Set.of(scorer, target))) {
                    sheets.add(sheet(Kind.PEER, scorer, target, 9000));
                } else {
                    sheets.add(sheet(
                            Kind.PEER,
                            scorer,
                            target,
                            Map.of("A", 8000, "B", 7500, "C", 7000, "D", 6000).getOrDefault(target, 0)));
                }
            }
        }
        return sheets;
    }

    private static Sheet sheet(Kind kind, String scorer, String target, int points) {
        return new Sheet(
                kind,
                scorer,
                target,
                1,
                Map.of("I.1", Math.min(points, 6000), "I.2", Math.max(0, points - 6000)),
                List.of());
    }

    private static Advice advice(List<Sheet> sheets, Set<Recusal> recusals) {
        return Advice.on(TABLE, MEMBERS, sheets, recusals);
    }

    @Test
    @DisplayName("puts each sheet beside the mean of the other scorers, the largest difference first")
    void besideTheOthers() {
        var beside = advice(sheets(), Set.of()).of(Finding.BesideOthers.class);

        assertThat(beside).hasSize(12);
        assertThat(beside.getFirst()).isEqualTo(new Finding.BesideOthers("A", "B", 9000, 7500));
        assertThat(beside.getFirst().text().vi())
                .isEqualTo("A chấm B 90,00, trung bình của các đơn vị khác là 75,00 (chênh 15,00).");
    }

    @Test
    @DisplayName("names the pair that gave each other more than the others did")
    void mutualPairs() {
        assertThat(advice(sheets(), Set.of()).of(Finding.MutualPair.class))
                .containsExactly(new Finding.MutualPair("A", "B", 1500, 1000));
    }

    @Test
    @DisplayName("puts self beside peers")
    void selfBesidePeers() {
        assertThat(advice(sheets(), Set.of()).of(Finding.SelfBesidePeers.class))
                .first()
                .isEqualTo(new Finding.SelfBesidePeers("D", 9500, 6000));
    }

    @Test
    @DisplayName("says how far a unit's scorers are apart, and how a scorer leans")
    void spreadsAndLeanings() {
        var advice = advice(sheets(), Set.of());

        assertThat(advice.of(Finding.Spread.class)).first().isEqualTo(new Finding.Spread("B", 3, 7500, 9000));
        // C gave A 5 less than B and D on average, and B 7.50 less than A and D.
        assertThat(advice.of(Finding.Leaning.class)).contains(new Finding.Leaning("C", 3, -417));
    }

    @Test
    @DisplayName("counts the pairs of units that a scorer orders like the others")
    void agreement() {
        var sheets = new ArrayList<>(sheets());
        sheets.removeIf(sheet -> sheet.scorer().equals("D") && sheet.target().equals("C"));
        sheets.add(sheet(Kind.PEER, "D", "C", 8500));

        assertThat(advice(sheets, Set.of()).of(Finding.Agreement.class))
                .containsExactly(
                        new Finding.Agreement("D", 1, 3),
                        new Finding.Agreement("A", 2, 3),
                        new Finding.Agreement("B", 3, 3),
                        new Finding.Agreement("C", 3, 3));
    }

    @Test
    @DisplayName("shows how evenly criteria are met")
    void evenness() {
        var evenness = advice(sheets(), Set.of()).of(Finding.Evenness.class);

        assertThat(evenness)
                .containsExactly(
                        new Finding.Evenness("I.2", 4000, 1333, "D", 0, "A", 2333),
                        new Finding.Evenness("I.1", 6000, 6000, "A", 6000, "A", 6000));
        assertThat(evenness.getFirst().share()).isEqualTo(3332);
    }

    @Test
    @DisplayName("leaves recused scorers out, and does not depend on the order of the sheets")
    void recusedAndOrder() {
        var recused = Set.of(new Recusal("A", "B", "có liên quan"));
        assertThat(advice(sheets(), recused).of(Finding.MutualPair.class)).isEmpty();

        var shuffled = new ArrayList<>(sheets());
        shuffled.addAll(sheets());
        Collections.shuffle(shuffled, new Random(7));
        assertThat(advice(shuffled, recused)).isEqualTo(advice(sheets(), recused));
        assertThat(Proceedings.of(recused, Set.of()).recusals()).isEqualTo(recused);
    }
}
