package vn.thidua.scoring.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text becomes a formula on its way through a file, and every text comes back as it went. */
class FormulasTest {

    /** Said differently than the code says it: what a spreadsheet may drop, then what starts a formula. */
    private static final Pattern FORMULA = Pattern.compile(
            "^(?:[\\t\\r\\n]|[\\s\\p{Z}\\p{Cc}\\u200B\\u2060\\uFEFF\"`‘’“”＂＇]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20])");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+84 24 3943",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\rx",
                "\nx",
                "＝1+1",
                "＋1",
                "－1",
                "＠a",
                "\"=1+1",
                " =1",
                "\u00A0=cmd|'/C calc'!A0",
                "\uFEFF=1",
                "'=1",
                "''=1",
                "“=1"
            })
    void whatMightStartAFormulaIsWrittenAfterAnApostrophe(String hostile) {
        assertThat(Formulas.write(hostile)).isEqualTo("'" + hostile);
        assertThat(Formulas.read(Formulas.write(hostile))).isEqualTo(hostile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Quận Đống Đa", "'quoted'", "a=b", "5,5", "''", "“Mô hình mới”", "x\n=1"})
    void whatCannotStaysAsItIs(String harmless) {
        assertThat(Formulas.write(harmless)).isEqualTo(harmless);
        assertThat(Formulas.read(harmless)).isEqualTo(harmless);
    }

    @Test
    void everyTextComesBackAndNoneStartsAFormula() {
        var random = new Random(2019);
        for (var round = 0; round < 200_000; round++) {
            var text = Hostile.text(random);
            var written = Formulas.write(text);
            assertThat(FORMULA.matcher(written).find()).as(written).isFalse();
            assertThat(Formulas.read(written)).isEqualTo(text);
        }
    }
}
