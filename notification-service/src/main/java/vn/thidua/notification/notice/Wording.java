package vn.thidua.notification.notice;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.thidua.events.ClusterRef;
import vn.thidua.messaging.problem.Text;

/** How points, places, names and periods are written in the two languages. */
final class Wording {

    private static final Pattern NUMBERED_CLUSTER = Pattern.compile("Cụm thi đua số (\\S+)");
    private static final Pattern PART_OF_YEAR = Pattern.compile("(\\d{4})-(H[12]|Q[1-4])");
    private static final String DISTRICT = "Quận ";

    private Wording() {}

    /** Hundredths with two decimals: {@code 93,20} in Vietnamese, {@code 93.20} in English. */
    static Text points(int hundredths) {
        // Through long, so that the smallest int has a magnitude too.
        var magnitude = Math.abs((long) hundredths);
        var sign = hundredths < 0 ? "-" : "";
        var whole = sign + magnitude / 100;
        var fraction = (magnitude % 100 < 10 ? "0" : "") + magnitude % 100;
        return new Text(whole + "," + fraction, whole + "." + fraction);
    }

    /** {@code 1st}, {@code 2nd}, {@code 11th}, {@code 22nd}. */
    static String ordinal(int number) {
        var teens = number % 100 >= 11 && number % 100 <= 13;
        return number
                + switch (teens ? 0 : number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    /** A district's name without {@code Quận}, where what remains is a name: a numbered district keeps it. */
    static String shortName(String name) {
        if (!name.startsWith(DISTRICT)) {
            return name;
        }
        var rest = name.substring(DISTRICT.length()).strip();
        return !rest.isEmpty() && Character.isLetter(rest.codePointAt(0)) ? rest : name;
    }

    /** The cluster's name without the body it belongs to, which everybody who is told knows. */
    static Text cluster(ClusterRef cluster) {
        var name = cluster.name().split(" [-–—] ", 2)[0].strip();
        var numbered = NUMBERED_CLUSTER.matcher(name);
        return new Text(name, numbered.matches() ? "Emulation Cluster No. " + numbered.group(1) : name);
    }

    /** The period of a board, for example {@code năm 2019} or {@code 6 tháng đầu năm 2019}. */
    static Text period(String board, int year) {
        var period = board.substring(board.lastIndexOf(':') + 1);
        if (period.equals(Integer.toString(year))) {
            return new Text("năm " + year, Integer.toString(year));
        }
        var part = PART_OF_YEAR.matcher(period);
        if (!part.matches()) {
            return new Text("kỳ " + period, "period " + period);
        }
        var of = part.group(1);
        return switch (part.group(2)) {
            case "H1" -> new Text("6 tháng đầu năm " + of, "the first half of " + of);
            case "H2" -> new Text("6 tháng cuối năm " + of, "the second half of " + of);
            case "Q1" -> new Text("quý I năm " + of, "the first quarter of " + of);
            case "Q2" -> new Text("quý II năm " + of, "the second quarter of " + of);
            case "Q3" -> new Text("quý III năm " + of, "the third quarter of " + of);
            default -> new Text("quý IV năm " + of, "the fourth quarter of " + of);
        };
    }

    /** {@code A}, {@code A và B}, {@code A, B và C}. */
    static Text and(List<String> names) {
        return new Text(joined(names, " và "), joined(names, " and "));
    }

    /** One text after the other, without a gap. */
    static Text both(Text first, Text second) {
        return new Text(first.vi() + second.vi(), first.en() + second.en());
    }

    /** One text a line. */
    static Text lines(List<Text> texts) {
        return new Text(
                texts.stream().map(Text::vi).collect(Collectors.joining("\n")),
                texts.stream().map(Text::en).collect(Collectors.joining("\n")));
    }

    private static String joined(List<String> names, String last) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + last + names.getLast();
    }
}
