package vn.thidua.scoring.intake;

import java.time.Instant;
import java.util.List;
import vn.thidua.events.IntakeResult;

/** Where the answers go. Thread-safe. */
public interface IntakeAnswers {

    /** Sends these and returns when all are acknowledged. */
    void send(List<Answer> answers);

    /**
     * An answer.
     *
     * @param unit whose system is answered
     * @param id the same whenever the same delivery is answered
     */
    record Answer(String unit, String id, IntakeResult result, Instant at) {}
}
