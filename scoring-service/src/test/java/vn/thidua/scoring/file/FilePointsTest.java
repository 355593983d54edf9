package vn.thidua.scoring.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.scoring.file.FilePoints.Read;

/** Points as people write them. */
class FilePointsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5.5|550",
                "5,5|550",
                "5,50|550",
                "0|0",
                "0,05|5",
                "005|500",
                "92.5|9250",
                "-1|-100",
                "−0,5|-50",
                "999999,99|99999999"
            })
    void areReadToTheHundredth(String written, int hundredths) {
        assertThat(FilePoints.read(new Cell.Text(written))).isEqualTo(new Read.Hundredths(hundredths));
        assertThat(FilePoints.read(new Cell.Text("\u00A0" + written + " \u202F")))
                .as("with the spaces that copying brings along")
                .isEqualTo(new Read.Hundredths(hundredths));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e3",
                "NaN",
                "Infinity",
                "abc",
                "5,5,5",
                "5.",
                ",5",
                "1 000",
                "1\u00A0000",
                "+5",
                "٥",
                "５",
                "0x10",
                "--1",
                "1234567",
                "5đ",
                "5/5"
            })
    void areNotGuessed(String written) {
        assertThat(FilePoints.read(new Cell.Text(written)))
                .isInstanceOfSatisfying(Read.Unreadable.class, unreadable -> {
                    assertThat(unreadable.rule()).isEqualTo("points-unreadable");
                    assertThat(unreadable.detail().vi()).contains("“" + written + "”", "ví dụ 5,5");
                    assertThat(unreadable.detail().en()).contains("“" + written + "”", "for example 5.5");
                });
    }

    /** A thousand in Vietnamese, one in English: nobody knows. */
    @ParameterizedTest
    @ValueSource(strings = {"1.000", "5,555", "1,000"})
    void withMoreThanTwoDecimalsAreRefused(String written) {
        assertThat(rule(new Cell.Text(written))).isEqualTo("points-too-fine");
    }

    @ParameterizedTest
    @CsvSource({"5.5,550", "5.50,550", "1E+1,1000", "-0.5,-50", "0.1,10", "0E-10,0"})
    void areReadFromNumbers(BigDecimal number, int hundredths) {
        assertThat(FilePoints.read(new Cell.Number(number))).isEqualTo(new Read.Hundredths(hundredths));
    }

    @Test
    void numbersThatAreNoPointsAreRefused() {
        assertThat(rule(new Cell.Number(new BigDecimal("0.30000000000000004")))).isEqualTo("points-too-fine");
        assertThat(rule(new Cell.Number(new BigDecimal("1E+300")))).isEqualTo("points-unreadable");
        assertThat(rule(new Cell.Number(new BigDecimal("1E-300")))).isEqualTo("points-too-fine");
    }

    @Test
    void datesFormulasAndTheRestSayWhatTheyAre() {
        assertThat(rule(new Cell.Date())).isEqualTo("cell-is-date");
        assertThat(rule(new Cell.Formula())).isEqualTo("cell-is-formula");
        assertThat(rule(new Cell.Other("#N/A"))).isEqualTo("points-unreadable");
        assertThat(FilePoints.read(Cell.BLANK)).isEqualTo(new Read.Blank());
    }

    private static String rule(Cell cell) {
        return ((Read.Unreadable) FilePoints.read(cell)).rule();
    }
}
