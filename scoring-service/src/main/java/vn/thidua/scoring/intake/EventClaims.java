package vn.thidua.scoring.intake;

import java.util.Collection;
import java.util.Map;

/**
 * Which sheet each event is for: an event has one, whoever sends it how often. Durable when a method returns;
 * thread-safe.
 *
 * <p>A claim is somebody's alone until a second delivery for the same sheet joins it. From then on it stays, since
 * neither of the two can know what becomes of the other.
 */
public interface EventClaims {

    /**
     * Claims each of these events for its sheet, or joins the claim that there is for the same sheet.
     *
     * @param sheets by the event's identity
     * @param holder of this attempt, and no other
     * @return the events that are claimed for another sheet, with that sheet; nothing is changed for them
     */
    Map<String, String> claim(Map<String, String> sheets, String holder);

    /** Gives up those of these claims that are still this holder's alone, and for this sheet. */
    void release(Map<String, String> sheets, String holder);

    /** Those of these events that are claimed, with their sheet. */
    Map<String, String> find(Collection<String> events);
}
