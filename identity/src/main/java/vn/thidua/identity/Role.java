package vn.thidua.identity;

/** What an access token's {@code thidua_role} says of its bearer. Who heads a cluster is not among them: terms say that. */
public enum Role {
    /** A member unit's officer or its own system; the token names the unit. */
    DISTRICT,
    /** The City committee. */
    CITY,
    /** Keeps the system running, and sees no content. */
    OPERATIONS,
    /** Reads what is published to everyone: finalised results. */
    PUBLIC
}
