package vn.thidua.scoring.system;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import vn.thidua.events.Topics;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;

/**
 * A district's own system that sends over Kafka, on topics that are its alone.
 *
 * @param registeredAt in milliseconds
 */
public record DistrictSystem(String unit, Instant registeredAt) {

    public DistrictSystem {
        requireNonNull(unit, "unit");
        requireNonNull(registeredAt, "registeredAt");
    }

    /** Where it sends. */
    public String intake() {
        return Topics.intake(unit);
    }

    /** Where it is answered. */
    public String results() {
        return Topics.intakeResults(unit);
    }

    /** No system of this unit is registered. */
    public static Refusal unknown(String unit) {
        return new Refusal(
                "system-unknown",
                404,
                new Text("Chưa đăng ký hệ thống này", "There is no such system"),
                new Text(
                        "Đơn vị “" + unit + "” chưa đăng ký hệ thống gửi qua Kafka.",
                        "No system of the unit “" + unit + "” is registered to send over Kafka."));
    }
}
