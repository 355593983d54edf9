package vn.thidua.events;

import java.time.Instant;

/** A fact that one service tells the others, in the past tense. */
public sealed interface Event permits ScoringEvent, RankingEvent {

    /** The board it belongs to, for example {@code hn-mttq-cum-1:2019}; also the record's key, so that order is kept. */
    String board();

    /** What the fact is about, stable over its revisions: a sheet, a board, a board's leadership. */
    String subject();

    /** Grows by one with every change of the subject, from 1. */
    long revision();

    /** When it was decided. */
    Instant occurredAt();

    /** The same for every publication of the same fact, so that a repeated delivery can be told. */
    default String id() {
        return EventType.of(this).fact() + "/" + subject() + "@" + revision();
    }
}
