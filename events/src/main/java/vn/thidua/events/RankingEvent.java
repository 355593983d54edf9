package vn.thidua.events;

/** What the ranking service tells, on {@link Topics#RANKING}. */
public sealed interface RankingEvent extends Event
        permits StandingsUpdated, ProceedingsRecorded, ResultsFinalised, LeadershipNominated, LeadershipAgreed {}
