package vn.thidua.events;

/** What the scoring service tells, on {@link Topics#SCORING}. */
public sealed interface ScoringEvent extends Event
        permits ScoringOpened, ScoreSubmitted, ScorerRecused, ExplanationGiven, ScoresConfirmed, ScoringClosed {}
