package vn.thidua.faults.check;

import java.util.Comparator;
import java.util.List;
import vn.thidua.faults.history.Operation.Act;
import vn.thidua.faults.history.Operation.Appointment;
import vn.thidua.faults.history.Operation.Submission;
import vn.thidua.faults.history.Outcome;

/**
 * Sheets are sent by their own scorer, and what only a head may do was done by a unit that was head at some instant while
 * it was asked for. Where an appointment and the act overlap, either head may have done it.
 */
final class RightsOfTheInstant implements Invariant {

    @Override
    public String name() {
        return "I8";
    }

    @Override
    public String promise() {
        return "nobody acts without the right they hold at that instant";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        evidence.operations(Submission.class)
                .forEach(submission -> findings.expect(
                        submission.outcome() != Outcome.OK
                                || submission.client().equals(submission.scorer()),
                        "%s sent a sheet of %s, and it was taken (operation %d)",
                        submission.client(),
                        submission.scorer(),
                        submission.id()));
        var appointments = evidence.operations(Appointment.class).stream()
                .filter(appointment -> appointment.outcome() != Outcome.FAIL)
                .sorted(Comparator.comparing(Appointment::invoked))
                .toList();
        evidence.operations(Act.class)
                .forEach(act -> findings.expect(
                        act.outcome() != Outcome.OK || mayHaveBeenHead(act, appointments),
                        "%s could %s %s without being head of %s at that time (operation %d)",
                        act.actor(),
                        act.act(),
                        act.board(),
                        act.cluster(),
                        act.id()));
    }

    private static boolean mayHaveBeenHead(Act act, List<Appointment> all) {
        var ofCluster = all.stream()
                .filter(appointment -> appointment.cluster().equals(act.cluster()))
                .toList();
        return ofCluster.stream()
                .filter(appointment -> appointment.head().equals(act.actor()))
                .anyMatch(appointment -> appointment.invoked().isBefore(act.completed())
                        && ofCluster.stream()
                                .noneMatch(later -> later.outcome() == Outcome.OK
                                        && !later.head().equals(act.actor())
                                        && later.invoked().isAfter(appointment.completed())
                                        && later.completed().isBefore(act.invoked())));
    }
}
