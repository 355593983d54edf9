package vn.thidua.events;

/** The names of the topics. Each has a single writer: the service that it is named after. */
public final class Topics {

    /** Score sheets that district systems send, as CloudEvents of type {@link #SHEET_TYPE}. */
    public static final String INTAKE = "thidua.intake.v1";

    /** One answer for each record of {@link #INTAKE}: a receipt or a refusal with its reasons. */
    public static final String INTAKE_RESULTS = "thidua.intake-results.v1";

    /** {@link ScoringEvent}s, keyed by board. */
    public static final String SCORING = "thidua.scoring.v1";

    /** {@link RankingEvent}s, keyed by board. */
    public static final String RANKING = "thidua.ranking.v1";

    /** The CloudEvents type of a score sheet on {@link #INTAKE}. */
    public static final String SHEET_TYPE = "vn.thidua.intake.score-sheet.v1";

    /** The CloudEvents type of an answer on {@link #INTAKE_RESULTS}. */
    public static final String RESULT_TYPE = "vn.thidua.intake.result.v1";

    private Topics() {}
}
