package vn.thidua.events;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of the topics. Each has a single writer: the service that it is named after, or, for {@link #intake(String)},
 * the system of one district.
 */
public final class Topics {

    private static final String INTAKE_OF = "thidua.intake.v1.";
    private static final String INTAKE_RESULTS_OF = "thidua.intake-results.v1.";
    private static final String UNIT = "[A-Z0-9][A-Z0-9-]{0,31}";

    /**
     * The intake topics of all districts, those included that come later: a regular expression for a subscription. The
     * dead letters of these topics do not match it. Without a comma, at which destinations are taken apart.
     */
    public static final String INTAKE_PATTERN = "thidua\\.intake\\.v1\\.[A-Z0-9][A-Z0-9-]*";

    private static final Pattern OF_A_DISTRICT = Pattern.compile("thidua\\.intake(?:-results)?\\.v1\\.(" + UNIT + ")");

    /** {@link ScoringEvent}s, keyed by board. */
    public static final String SCORING = "thidua.scoring.v1";

    /** {@link RankingEvent}s, keyed by board. */
    public static final String RANKING = "thidua.ranking.v1";

    /** The CloudEvents type of a score sheet on {@link #intake(String)}. */
    public static final String SHEET_TYPE = "vn.thidua.intake.score-sheet.v1";

    /** The CloudEvents type of an answer on {@link #intakeResults(String)}. */
    public static final String RESULT_TYPE = "vn.thidua.intake.result.v1";

    private Topics() {}

    /**
     * The score sheets that one district's system sends, as CloudEvents of type {@link #SHEET_TYPE}. Nobody else can write
     * there.
     *
     * @param unit the district's unit, such as {@code HBT}
     * @throws IllegalArgumentException when that is no id of a unit
     */
    public static String intake(String unit) {
        return INTAKE_OF + known(unit);
    }

    /**
     * One answer for each record of the district's {@link #intake(String)}: a receipt or a refusal with its reasons.
     *
     * @throws IllegalArgumentException when that is no id of a unit
     */
    public static String intakeResults(String unit) {
        return INTAKE_RESULTS_OF + known(unit);
    }

    /** The unit whose system has this intake or results topic; empty for every other topic. */
    public static Optional<String> unitOf(String topic) {
        var match = OF_A_DISTRICT.matcher(topic);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    private static String known(String unit) {
        if (!unit.matches(UNIT)) {
            throw new IllegalArgumentException("\"" + unit + "\" is not the id of a unit");
        }
        return unit;
    }
}
