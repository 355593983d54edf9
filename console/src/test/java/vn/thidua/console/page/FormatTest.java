package vn.thidua.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class FormatTest {

    private final Format format = new Format(ZoneId.of("Asia/Ho_Chi_Minh"));

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void vietnamese_writes_points_with_a_comma() {
        LocaleContextHolder.setLocale(Language.VI.locale());

        assertThat(format.points(9320)).isEqualTo("93,20");
        assertThat(format.points(5)).isEqualTo("0,05");
        assertThat(format.signed(200)).isEqualTo("+2,00");
        assertThat(format.signed(-50)).isEqualTo("−0,50");
        assertThat(format.signed(0)).isEqualTo("0,00");
        assertThat(format.number(20412L)).isEqualTo("20.412");
    }

    @Test
    void english_writes_points_with_a_point() {
        LocaleContextHolder.setLocale(Language.EN.locale());

        assertThat(format.points(9320)).isEqualTo("93.20");
        assertThat(format.points(Integer.MIN_VALUE)).isEqualTo("−21474836.48");
        assertThat(format.rate(1833.25)).isEqualTo("1,833");
        assertThat(format.rate(12.54)).isEqualTo("12.5");
    }

    @Test
    void a_mark_is_as_short_as_it_can_be() {
        LocaleContextHolder.setLocale(Language.VI.locale());

        assertThat(format.mark(600)).isEqualTo("6");
        assertThat(format.mark(550)).isEqualTo("5,5");
        assertThat(format.mark(525)).isEqualTo("5,25");
        assertThat(format.mark(0)).isEqualTo("0");
    }

    @Test
    void what_is_not_known_is_a_dash_and_zero_is_not() {
        LocaleContextHolder.setLocale(Language.VI.locale());

        assertThat(format.points(null)).isEqualTo("–");
        assertThat(format.mark(null)).isEqualTo("–");
        assertThat(format.date(null)).isEqualTo("–");
        assertThat(format.points(0)).isEqualTo("0,00");
    }

    @Test
    void dates_are_the_committees_wherever_the_server_stands() {
        LocaleContextHolder.setLocale(Language.VI.locale());
        assertThat(format.date(LocalDate.of(2019, 11, 5))).isEqualTo("ngày 5 tháng 11 năm 2019");
        assertThat(format.moment(Instant.parse("2019-11-05T18:30:00Z"))).isEqualTo("01:30, 06/11/2019");

        LocaleContextHolder.setLocale(Language.EN.locale());
        assertThat(format.date(LocalDate.of(2019, 11, 5))).isEqualTo("5 November 2019");
        assertThat(format.seconds(7200L)).isEqualTo("2 h");
    }
}
