package vn.thidua.bench.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.SheetKind;

class GeneratorTest {

    private final List<GeneratedBoard> boards = new Generator(new Random(7)).boards("t", 1_000);

    @Test
    void wholeBoardsHaveAtLeastTheSheetsAskedFor() {
        assertThat(boards).hasSize(28);
        assertThat(boards).allSatisfy(board -> {
            assertThat(board.sheets()).hasSize(36);
            assertThat(board.sheets().stream()
                            .filter(sheet -> sheet.kind() == SheetKind.SELF)
                            .toList())
                    .hasSize(6)
                    .allSatisfy(sheet -> assertThat(sheet.scorer()).isEqualTo(sheet.target()));
        });
        assertThat(boards.stream().flatMap(board -> board.sheets().stream()).map(GeneratedSheet::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameSeedGivesTheSameBoards() {
        assertThat(new Generator(new Random(7)).boards("t", 1_000)).isEqualTo(boards);
        assertThat(new Generator(new Random(8)).boards("t", 1_000)).isNotEqualTo(boards);
    }

    @Test
    void everyContentKeepsTheRulesOfTheScoreTable() {
        var table = BenchTable.TABLE;
        assertThat(table.groups().stream().mapToInt(CriterionGroup::max).sum()).isEqualTo(table.baseMax());
        assertThat(contents()).allSatisfy(content -> {
            assertThat(content.marksByCode(table)).hasSize(15);
            table.criteria()
                    .forEach(criterion -> assertThat(content.marksByCode(table).get(criterion.code()))
                            .isBetween(0, criterion.max())
                            .satisfies(mark -> assertThat(mark % table.step()).isZero()));
            assertThat(sum(content, 1)).isBetween(0, table.bonusMax());
            assertThat(sum(content, -1)).isBetween(-table.penaltyMax(), 0);
        });
    }

    @Test
    void someSheetsAreCorrectedAndACorrectionSaysSomethingElse() {
        var corrected = boards.stream()
                .flatMap(board -> board.sheets().stream())
                .filter(sheet -> sheet.revisions() == 2)
                .toList();

        assertThat(corrected).hasSizeBetween(10, 60);
        assertThat(corrected).allSatisfy(sheet -> assertThat(sheet.revision(2)).isNotEqualTo(sheet.revision(1)));
    }

    private List<Content> contents() {
        return boards.stream()
                .flatMap(board -> board.sheets().stream())
                .flatMap(sheet -> sheet.contents().stream())
                .toList();
    }

    private static int sum(Content content, int sign) {
        return content.adjustments().stream()
                .mapToInt(Adjustment::points)
                .filter(points -> Integer.signum(points) == sign)
                .sum();
    }
}
