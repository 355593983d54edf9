package vn.thidua.scoring.intake.kafka;

import vn.thidua.events.Topics;
import vn.thidua.messaging.GivenUp;
import vn.thidua.scoring.intake.Intake;

/** What failed each time it was taken is its district's to see, and to replay once the failure is mended. */
public final class FailedIntake implements GivenUp {

    private final Intake intake;

    public FailedIntake(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void keep(Unapplied record) {
        Topics.unitOf(record.topic())
                .ifPresent(unit ->
                        intake.keepFailed(new Intake.Untaken(unit, record.source(), record.id(), record.value())));
    }
}
