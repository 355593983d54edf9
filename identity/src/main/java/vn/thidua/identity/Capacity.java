package vn.thidua.identity;

/** The role in which somebody acted, as of the time of the act. It stays with the event when rights move on. */
public enum Capacity {
    DISTRICT,
    /** A unit that headed the cluster at that instant. */
    HEAD,
    CITY,
    OPERATIONS
}
