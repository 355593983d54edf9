package vn.thidua.console.page;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Points, numbers and dates as the reader of the current page writes them; {@code @format} in templates. What is not
 * known yet is an en dash.
 */
@Component("format")
public final class Format {

    private static final String UNKNOWN = "–";
    private static final String MINUS = "−";

    private final ZoneId zone;

    Format(@Value("${thidua.zone}") ZoneId zone) {
        this.zone = zone;
    }

    /** Hundredths as points: {@code 9320} is {@code 93,20} in Vietnamese and {@code 93.20} in English. */
    public String points(@Nullable Integer hundredths) {
        if (hundredths == null) {
            return UNKNOWN;
        }
        var magnitude = Math.abs(hundredths.longValue());
        var point = Language.current() == Language.VI ? ',' : '.';
        return "%s%d%c%02d".formatted(hundredths < 0 ? MINUS : "", magnitude / 100, point, magnitude % 100);
    }

    /** Like {@link #points}, with a plus before what adds. */
    public String signed(@Nullable Integer hundredths) {
        return (hundredths != null && hundredths > 0 ? "+" : "") + points(hundredths);
    }

    /** Like {@link #points}, without hundredths that are zero: a mark of {@code 550} is {@code 5,5}. */
    public String mark(@Nullable Integer hundredths) {
        if (hundredths == null || hundredths % 10 != 0) {
            return points(hundredths);
        }
        var written = points(hundredths);
        return written.substring(0, written.length() - (hundredths % 100 == 0 ? 3 : 1));
    }

    public String number(@Nullable Long number) {
        return number == null
                ? UNKNOWN
                : NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /** How many per second: with one decimal while there are few. */
    public String rate(@Nullable Double perSecond) {
        if (perSecond == null) {
            return UNKNOWN;
        }
        var format = NumberFormat.getNumberInstance(locale());
        format.setMaximumFractionDigits(perSecond < 100 ? 1 : 0);
        return format.format(perSecond);
    }

    /** A stretch of time in its largest useful unit, for example {@code 40 s}, {@code 3 min} or {@code 2 h}. */
    public String seconds(@Nullable Long seconds) {
        if (seconds == null) {
            return UNKNOWN;
        }
        var stretch = Duration.ofSeconds(seconds);
        if (seconds < 120) {
            return number(seconds) + " s";
        }
        return seconds < 7200 ? number(stretch.toMinutes()) + " min" : number(stretch.toHours()) + " h";
    }

    /** {@code ngày 5 tháng 11 năm 2019}, or {@code 5 November 2019}. */
    public String date(@Nullable LocalDate date) {
        return date == null
                ? UNKNOWN
                : write("'ngày' d 'tháng' M 'năm' yyyy", "d MMMM yyyy").format(date);
    }

    /** {@code 14:05, 05/11/2019}, or {@code 14:05, 5 Nov 2019}, in the committee's time zone. */
    public String moment(@Nullable Instant moment) {
        return moment == null
                ? UNKNOWN
                : write("HH:mm, dd/MM/yyyy", "HH:mm, d MMM yyyy").format(moment.atZone(zone));
    }

    /** The time of day to the second, in the committee's time zone. */
    public String clock(Instant moment) {
        return write("HH:mm:ss", "HH:mm:ss").format(moment.atZone(zone));
    }

    private static DateTimeFormatter write(String vietnamese, String english) {
        var pattern = Language.current() == Language.VI ? vietnamese : english;
        return DateTimeFormatter.ofPattern(pattern, locale());
    }

    private static Locale locale() {
        return Language.current().locale();
    }
}
