package vn.thidua.scoring.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.Sample;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.file.csv.CsvFiles;
import vn.thidua.scoring.file.xlsx.XlsxFiles;
import vn.thidua.scoring.sheet.CanonicalSheet;
import vn.thidua.scoring.sheet.Revision;
import vn.thidua.scoring.sheet.SheetContent;

/** What a board's file says, and what it says when something is wrong with it. */
class SheetFileTest {

    private static final String HEADER = "kind;scorer;target;replaces;I.1;I.2;II.1;BON.1;BON.1/note;BON.2;BON.2/note;"
            + "PEN.1;PEN.1/note;PEN.2;PEN.2/note\n";
    private static final String GOOD = "PEER;HBT;DD;;5,5;4.50;8;;;;;;;;\n";

    @Test
    void aRowIsASubmission() {
        var row = only(HEADER + "PEER;HBT;DD;2;5,5;4.50;8;1,5;Mô hình;;;0,5;chậm;;\n");

        assertThat(row.violations()).isEmpty();
        assertThat(row.submission())
                .isEqualTo(Sample.replacing(
                        Sample.with(
                                Sample.peer(Sample.BOARD, "HBT", "DD", Sample.marks(550, 450, 800)),
                                new Adjustment("BON.1", 150, "Mô hình"),
                                new Adjustment("PEN.1", -50, "chậm")),
                        2));
    }

    @Test
    void whatIsTakenAwayIsWrittenWithOrWithoutItsSign() {
        assertThat(only(HEADER + "PEER;HBT;DD;;5;4;8;;;;;-0,5;;−1,00;\n")
                        .submission()
                        .adjustments())
                .containsExactly(new Adjustment("PEN.1", -50, null), new Adjustment("PEN.2", -100, null));
    }

    @Test
    void columnsComeInAnyOrder() {
        var swapped = only("II.1;target;I.2;scorer;I.1;kind;replaces;PEN.2/note;PEN.2;PEN.1;PEN.1/note;BON.2;BON.1;"
                + "BON.1/note;BON.2/note\n8;DD;4.5;HBT;5.5;PEER;;;;;;;;;\n");

        assertThat(swapped.submission()).isEqualTo(only(HEADER + GOOD).submission());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scorer;|extra;scorer;|column-unknown|extra",
                ";I.1;|;|column-missing|I.1",
                ";BON.2/note|''|column-missing|BON.2/note",
                ";I.1;|;I.1;I.1;|column-twice|I.1",
                ";I.1;|;І.1;|column-unknown|U+0406",
                "replaces;|''|column-missing|replaces"
            })
    void wrongColumnsAreNamed(String part, String instead, String rule, String named) {
        var refusal = refused(HEADER.replace(part, instead) + GOOD);

        assertThat(refusal.slug()).isEqualTo("file-columns");
        assertThat(refusal.violations()).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.detail().vi()).contains(named);
            assertThat(violation.detail().en()).contains(named);
        });
    }

    @Test
    void aFileWithoutTheRowOfCodesIsNone() {
        assertThat(refused("a;b;c\n1;2;3\n").detail().en()).contains("Download this board's template");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5,5|abc|I.1|points-unreadable|Ô E2: “abc” không phải là điểm",
                "5,5|1e3|I.1|points-unreadable|“1e3”",
                "5,5|NaN|I.1|points-unreadable|“NaN”",
                "5,5|5,555|I.1|points-too-fine|hai chữ số thập phân",
                "HBT|НВТ|scorer|id-strange|U+041D",
                "DD|D\u200BD|target|id-strange|U+200B",
                "PEER;HBT;DD;;|PEER;HBT;DD;x;|replaces|replaces-unreadable|“x”",
                "PEER;HBT;DD;;|PEER;HBT;DD;-1;|replaces|replaces-unreadable|“-1”"
            })
    void wrongCellsAreNamed(String part, String instead, String column, String rule, String says) {
        var violations = only(HEADER + GOOD.replace(part, instead)).violations();

        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/rows/2/" + column);
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.detail().vi()).startsWith("Ô ").contains(says);
            assertThat(violation.detail().en()).startsWith("Cell ");
        });
    }

    @Test
    void whatSpreadsheetsMakeOfCellsIsSaid() {
        var header = cells(HEADER);
        var row = new ArrayList<>(cells(GOOD));
        row.set(4, new Cell.Date());
        row.set(5, new Cell.Formula());
        row.set(6, new Cell.Number(new BigDecimal("8.5")));
        row.set(1, new Cell.Formula());
        while (row.size() < 20) {
            row.add(Cell.BLANK);
        }
        row.set(19, Cell.of("stray"));
        var grid = new Grid(List.of(new Grid.Row(1, header), new Grid.Row(2, row)));

        var read = rows(grid).rows().getFirst();

        assertThat(read.violations())
                .extracting(Violation::rule)
                .containsExactly("cell-outside", "cell-is-formula", "cell-is-date", "cell-is-formula");
        assertThat(read.violations().getFirst().detail().vi()).contains("T2");
        assertThat(read.submission().marks()).containsOnly(Map.entry("II.1", 850));
    }

    @Test
    void aNoteNeedsPoints() {
        assertThat(only(HEADER + "PEER;HBT;DD;;5;4;8;;vì sao;;;;;;\n").violations())
                .extracting(Violation::pointer, Violation::rule)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/rows/2/BON.1~1note", "note-without-points"));
    }

    /** Sorting one column and not the others is the classic. */
    @Test
    void aNameThatIsNotTheIdsIsRefused() {
        var header = HEADER.replace("target;", "target;target-name;");

        assertThat(only(header + GOOD.replace("DD;", "DD;Quận Hoàn Kiếm;")).violations())
                .extracting(Violation::rule)
                .containsExactly("name-differs");
        assertThat(only(header + GOOD.replace("DD;", "DD; Quận Đống Đa\u00A0;")).violations())
                .isEmpty();
        assertThat(only(header + GOOD.replace("DD;", "DD;;")).violations()).isEmpty();
    }

    @Test
    void anotherBoardsRowIsRefused() {
        assertThat(only("board;" + HEADER + "cum-khac:2019;" + GOOD).violations())
                .extracting(Violation::rule)
                .containsExactly("board-differs");
    }

    @Test
    void rowsThatSayNothingYetAreLeftAlone() {
        var rows = rows(csv("Tiêu đề\n" + HEADER + "PEER;HBT;DD;;;;;;;;;;;;\n" + GOOD + ";;;;\n\n\n"));

        assertThat(rows.untouched()).containsExactly(3);
        assertThat(rows.rows()).extracting(SheetRow::number).containsExactly(4);
    }

    @Test
    void aThousandRowsAreRead() {
        assertThat(rows(csv(HEADER + GOOD.repeat(1_000))).rows()).hasSize(1_000);
        assertThat(refused(HEADER + GOOD.repeat(1_001)).slug()).isEqualTo("file-too-long");
    }

    @Test
    void codesThatAreColumnsAlreadyAreToldApart() {
        var table = new ScoreTable(
                "1",
                300,
                100,
                100,
                300,
                50,
                List.of(new ScoreTable.CriterionGroup(
                        "g", "G", 300, List.of(new ScoreTable.Criterion("kind", "Kind", 300)))),
                List.of(new ScoreTable.BonusRule("x", "X", 100)),
                List.of(new ScoreTable.PenaltyRule("target", "Y", -50)));

        assertThat(Columns.of(table).all())
                .extracting(Column::code)
                .doesNotHaveDuplicates()
                .contains("kind", "kind/");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverWasSubmittedComesBackAsItWas(boolean xlsx) {
        var random = new Random(4);
        for (var round = 0; round < 200; round++) {
            var board = hostile(random);
            var unit = board.members().getFirst();
            var sheets = new java.util.HashMap<SheetId, Revision>();
            for (var id : Template.owed(board, unit)) {
                if (random.nextInt(4) > 0) {
                    sheets.put(id, revision(id, random));
                }
            }

            var template = Template.of(board, unit, sheets);
            var grid = xlsx ? XlsxFiles.read(XlsxFiles.write(template)) : CsvFiles.read(CsvFiles.write(template));

            var rows =
                    (SheetFile.Reading.Rows) new SheetFile(board, id -> Optional.ofNullable(sheets.get(id))).read(grid);
            assertThat(rows.rows()).hasSize(sheets.size());
            assertThat(rows.untouched()).hasSize(board.members().size() - sheets.size());
            for (var row : rows.rows()) {
                assertThat(row.violations()).isEmpty();
                var standing = requireNonNull(sheets.get(row.sheet().orElseThrow()));
                assertThat(row.submission().marks())
                        .isEqualTo(standing.content().marks());
                assertThat(row.submission().adjustments())
                        .isEqualTo(standing.content().adjustments());
                assertThat(row.submission().replaces()).isEqualTo(standing.number());
            }
        }
    }

    /** What a row does not change of bonuses and penalties stays as it was submitted, in its order. */
    @Test
    void aCorrectionKeepsTheOtherAdjustments() {
        var id = new SheetId(Sample.BOARD, SheetKind.PEER, "HBT", "DD");
        var standing = revision(
                id,
                new Adjustment("PEN.1", -50, "lần 1"),
                new Adjustment("BON.1", 100, null),
                new Adjustment("PEN.1", -50, "lần 2"),
                new Adjustment("BON.2", 50, "thưởng"));
        var file = new SheetFile(Sample.opened(), sheet -> Optional.of(standing));
        var template = Template.of(Sample.opened(), Sample.UNITS.getFirst(), Map.of(id, standing));
        var text = new String(CsvFiles.write(template), UTF_8);
        assertThat(text).contains("1,00;;0,50;thưởng;1,00;\"lần 1\nlần 2\";;");

        var row = ((SheetFile.Reading.Rows) file.read(csv(text.replace("1,00;;0,50;thưởng", "1,50;mới;;"))))
                .rows()
                .getFirst();

        assertThat(row.violations()).isEmpty();
        assertThat(row.submission().adjustments())
                .containsExactly(
                        new Adjustment("PEN.1", -50, "lần 1"),
                        new Adjustment("BON.1", 150, "mới"),
                        new Adjustment("PEN.1", -50, "lần 2"));
    }

    private static ScoringOpened hostile(Random random) {
        var opened = Sample.opened();
        return new ScoringOpened(
                opened.board(),
                1,
                Sample.NOON,
                new vn.thidua.events.ClusterRef(Sample.CLUSTER, Hostile.text(random)),
                "2019",
                2019,
                null,
                null,
                "HBT",
                Sample.UNITS.stream()
                        .map(unit -> new UnitRef(unit.id(), Hostile.text(random)))
                        .toList(),
                Sample.TABLE,
                Hostile.text(random));
    }

    private static Revision revision(SheetId id, Random random) {
        var adjustments = new ArrayList<Adjustment>();
        for (var i = random.nextInt(4); i > 0; i--) {
            var note = random.nextInt(4) == 0 ? null : Hostile.text(random);
            adjustments.add(
                    random.nextBoolean()
                            ? new Adjustment("BON." + (1 + random.nextInt(2)), 50 * random.nextInt(3), note)
                            : new Adjustment("PEN.1", -50 * random.nextInt(3), note));
        }
        return revision(id, adjustments.toArray(Adjustment[]::new));
    }

    private static Revision revision(SheetId id, Adjustment... adjustments) {
        var content = new SheetContent(
                id.board(),
                id.kind(),
                id.scorer(),
                id.target(),
                new java.util.TreeMap<>(Sample.marks(550, 0, 900)),
                List.of(adjustments));
        return new Revision(
                3, content, CanonicalSheet.digest(content), Sample.NOON, List.of(), Sample.auth(id.scorer()));
    }

    private static Grid csv(String text) {
        return CsvFiles.read(text.getBytes(UTF_8));
    }

    private static List<Cell> cells(String line) {
        return List.of(line.strip().split(";", -1)).stream().map(Cell::of).toList();
    }

    private static SheetFile.Reading.Rows rows(Grid grid) {
        return (SheetFile.Reading.Rows) new SheetFile(Sample.opened(), id -> Optional.empty()).read(grid);
    }

    private static SheetRow only(String text) {
        var rows = rows(csv(text)).rows();
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    private static Refusal refused(String text) {
        return ((SheetFile.Reading.Refused) new SheetFile(Sample.opened(), id -> Optional.empty()).read(csv(text)))
                .refusal();
    }
}
