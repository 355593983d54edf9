package vn.thidua.messaging.problem;

/** What a person reads, in Vietnamese first and in English. */
public record Text(String vi, String en) {}
