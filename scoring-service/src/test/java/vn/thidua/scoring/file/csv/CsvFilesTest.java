package vn.thidua.scoring.file.csv;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.file.Cell;
import vn.thidua.scoring.file.Grid;
import vn.thidua.scoring.file.Hostile;
import vn.thidua.scoring.file.Template;

/** Separated values. */
class CsvFilesTest {

    @Test
    void aFileIsUtf8WithItsMarkSemicolonsAndCrLf() {
        var file = CsvFiles.write(new Template(List.of(List.of("kind", "Tên; \"x\""), List.of("=1", "")), 1));

        assertThat(new String(file, UTF_8)).isEqualTo("\uFEFFkind;\"Tên; \"\"x\"\"\"\r\n'=1;\r\n");
    }

    @Test
    void everyTextComesBackAsItWas() {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++) {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("kind", "scorer", "target"));
            for (var row = 0; row < 3; row++) {
                rows.add(List.of("x", Hostile.text(random), Hostile.text(random), "y"));
            }

            var read = CsvFiles.read(CsvFiles.write(new Template(rows, 1))).rows();

            for (var row = 1; row < rows.size(); row++) {
                var expected = rows.get(row).stream().map(Cell::of).toList();
                assertThat(read.get(row).cells()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind;scorer;target\nPEER;HBT;5,5",
                "\uFEFFkind;scorer;target\r\nPEER;HBT;5,5\r\n",
                "kind,scorer,target\nPEER,HBT,\"5,5\"\n",
                "\uFEFFkind,scorer,target\r\nPEER,HBT,\"5,5\"\r\n\r\n,,\r\n;;;\r\n",
                "\"kind\";\"scorer\";\"target\"\r\nPEER;HBT;5,5;;;\r\n;;\r\n"
            })
    void theSeparatorTheMarkAndTheLineEndsAreRecognised(String text) {
        var grid = CsvFiles.read(text.getBytes(UTF_8));

        assertThat(grid.rows().get(0).cells()).containsExactly(text("kind"), text("scorer"), text("target"));
        assertThat(grid.rows().get(1)).isEqualTo(new Grid.Row(2, List.of(text("PEER"), text("HBT"), text("5,5"))));
    }

    /** A cell that holds lines does not move the rows below it: a spreadsheet counts as this does. */
    @Test
    void rowsAreCountedAsASpreadsheetCountsThem() {
        var grid = CsvFiles.read("kind;scorer\n\nx;\"a\nb\"\ny;z".getBytes(UTF_8));

        assertThat(grid.rows()).extracting(Grid.Row::number).containsExactly(1, 3, 4);
    }

    @Test
    void anotherCharacterSetIsRefused() {
        assertThat(refusal("kind;Tên".getBytes(UTF_16))).isEqualTo("file-unreadable");
        assertThat(refusal("kind;T\u00EAn".getBytes(Charset.forName("windows-1252"))))
                .isEqualTo("file-unreadable");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThat(refusal(new byte[0])).isEqualTo("file-unreadable");
        assertThat(refusal("\uFEFF \r\n".getBytes(UTF_8))).isEqualTo("file-unreadable");
        assertThat(refusal(("kind;scorer;target\n" + "x;y;z\n".repeat(1_100)).getBytes(UTF_8)))
                .isEqualTo("file-too-long");
        assertThat(refusal(("kind;scorer;target" + ";x".repeat(2_000)).getBytes(UTF_8)))
                .isEqualTo("file-too-long");
        assertThat(refusal("kind;scorer;target\n\"a;b".getBytes(UTF_8))).isEqualTo("file-unreadable");
    }

    private static Cell text(String text) {
        return Cell.of(text);
    }

    private static String refusal(byte[] file) {
        return catchThrowableOfType(RefusalException.class, () -> CsvFiles.read(file))
                .refusal()
                .slug();
    }
}
