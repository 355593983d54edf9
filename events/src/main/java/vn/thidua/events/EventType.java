package vn.thidua.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The CloudEvents {@code type} of each event: the name on the wire is pinned here, whatever the record is called. */
public enum EventType {
    SCORING_OPENED("vn.thidua.scoring.scoring-opened.v1", ScoringOpened.class),
    SCORE_SUBMITTED("vn.thidua.scoring.score-submitted.v1", ScoreSubmitted.class),
    SCORER_RECUSED("vn.thidua.scoring.scorer-recused.v1", ScorerRecused.class),
    EXPLANATION_GIVEN("vn.thidua.scoring.explanation-given.v1", ExplanationGiven.class),
    SCORES_CONFIRMED("vn.thidua.scoring.scores-confirmed.v1", ScoresConfirmed.class),
    SCORING_CLOSED("vn.thidua.scoring.scoring-closed.v1", ScoringClosed.class),
    STANDINGS_UPDATED("vn.thidua.ranking.standings-updated.v1", StandingsUpdated.class),
    PROCEEDINGS_RECORDED("vn.thidua.ranking.proceedings-recorded.v1", ProceedingsRecorded.class),
    RESULTS_FINALISED("vn.thidua.ranking.results-finalised.v1", ResultsFinalised.class),
    LEADERSHIP_NOMINATED("vn.thidua.ranking.leadership-nominated.v1", LeadershipNominated.class),
    LEADERSHIP_AGREED("vn.thidua.ranking.leadership-agreed.v1", LeadershipAgreed.class);

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::wireName, Function.identity()));

    private final String wireName;
    private final Class<? extends Event> record;

    EventType(String wireName, Class<? extends Event> record) {
        this.wireName = wireName;
        this.record = record;
    }

    /** The CloudEvents {@code type} attribute. */
    public String wireName() {
        return wireName;
    }

    /** The record that carries the data. */
    public Class<? extends Event> record() {
        return record;
    }

    /** The wire name without prefix and version, for example {@code score-submitted}. */
    public String fact() {
        var parts = wireName.split("\\.", -1);
        return parts[parts.length - 2];
    }

    /** The type with this CloudEvents {@code type} attribute, if this contract knows it. */
    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    /** The type of this event. */
    public static EventType of(Event event) {
        return switch (event) {
            case ScoringOpened e -> SCORING_OPENED;
            case ScoreSubmitted e -> SCORE_SUBMITTED;
            case ScorerRecused e -> SCORER_RECUSED;
            case ExplanationGiven e -> EXPLANATION_GIVEN;
            case ScoresConfirmed e -> SCORES_CONFIRMED;
            case ScoringClosed e -> SCORING_CLOSED;
            case StandingsUpdated e -> STANDINGS_UPDATED;
            case ProceedingsRecorded e -> PROCEEDINGS_RECORDED;
            case ResultsFinalised e -> RESULTS_FINALISED;
            case LeadershipNominated e -> LEADERSHIP_NOMINATED;
            case LeadershipAgreed e -> LEADERSHIP_AGREED;
        };
    }
}
