package vn.thidua.messaging.operations;

import java.util.List;

/** Watches over what a service keeps, and tells what is no longer what was received. Thread-safe. */
@FunctionalInterface
public interface Alterations {

    /** What was found when last looked, within the last minute. */
    List<Alteration> found();

    /**
     * Something that somebody changed where it is kept.
     *
     * @param subject what it is about, for example a board or a log
     */
    record Alteration(String subject, String vi, String en) {}
}
