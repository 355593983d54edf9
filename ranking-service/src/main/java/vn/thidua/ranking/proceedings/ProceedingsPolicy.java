package vn.thidua.ranking.proceedings;

import java.util.Optional;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.messaging.problem.Refusal;

/**
 * Who may see and do what in a board's proceedings. Pure; whatever it does not grant is refused, and what is none of
 * somebody's business is answered exactly like what does not exist.
 */
public final class ProceedingsPolicy {

    private ProceedingsPolicy() {}

    /** Whether somebody may take a step. */
    public sealed interface Ruling {

        /** They may, in this capacity. */
        record Granted(Authority by) implements Ruling {}

        /** They may not, and why. */
        record Denied(Refusal refusal) implements Ruling {}
    }

    /** Why this reader does not see the proceedings, if so. */
    public static Optional<Refusal> see(Actor actor, Subject subject) {
        return switch (actor.role()) {
            case CITY -> Optional.empty();
            case DISTRICT -> isMember(actor, subject) ? Optional.empty() : hidden(subject);
            case PUBLIC, OPERATIONS -> Optional.of(vn.thidua.identity.Refusals.forbidden());
        };
    }

    /**
     * Whether this actor may take this step.
     *
     * @param head the unit that heads the board's cluster now
     */
    public static Ruling take(Step step, Actor actor, Proceedings proceedings, Subject subject, String head) {
        return switch (actor.role()) {
            case CITY ->
                isOfTheCity(step, proceedings)
                        ? new Ruling.Granted(actor.ownAuthority())
                        : new Ruling.Denied(Refusals.forbidden(
                                "Việc này do Cụm trưởng đương nhiệm (" + head + ") ghi nhận.",
                                "The head in office (" + head + ") records this."));
            case DISTRICT -> {
                if (!isMember(actor, subject) && !actor.isUnit(head)) {
                    yield new Ruling.Denied(
                            Refusals.boardNotFound(subject.opened().board()));
                }
                if (!isOfTheHead(step, proceedings)) {
                    yield new Ruling.Denied(Refusals.forbidden(
                            "Việc này do Ủy ban Thành phố ghi nhận.", "The City committee records this."));
                }
                yield actor.isUnit(head)
                        ? new Ruling.Granted(new Authority(actor, Capacity.HEAD))
                        : new Ruling.Denied(Refusals.forbidden(
                                "Chỉ Cụm trưởng đương nhiệm (" + head + ") ghi nhận được; hãy đề nghị Cụm trưởng.",
                                "Only the head in office (" + head + ") records this; ask the head."));
            }
            case PUBLIC, OPERATIONS -> new Ruling.Denied(vn.thidua.identity.Refusals.forbidden());
        };
    }

    private static boolean isOfTheCity(Step step, Proceedings proceedings) {
        return switch (step) {
            case Step.PlaceHold s -> true;
            case Step.ConfirmHold s -> true;
            case Step.ReleaseHold s -> true;
            case Step.RecordDiscipline s -> true;
            case Step.RecordPreference s -> true;
            case Step.RecordBallot s -> false;
            case Step.DecideTie s ->
                switch (s.by()) {
                    case CITY -> true;
                    case LEADERS -> false;
                };
            case Step.Withdraw s -> !isRecordedByAHead(proceedings, s.number());
        };
    }

    private static boolean isOfTheHead(Step step, Proceedings proceedings) {
        return step instanceof Step.Withdraw withdrawal
                ? isRecordedByAHead(proceedings, withdrawal.number())
                : !isOfTheCity(step, proceedings);
    }

    /** What a head recorded, a head withdraws, and nobody else does. */
    private static boolean isRecordedByAHead(Proceedings proceedings, long number) {
        return proceedings.ballots().stream()
                        .anyMatch(ballot ->
                                ballot.number() == number && ballot.recorded().decidedBy() != null)
                || proceedings.decisions().stream()
                        .anyMatch(decision -> decision.number() == number
                                && decision.recorded().decidedBy() != null);
    }

    private static boolean isMember(Actor actor, Subject subject) {
        return subject.opened().members().stream().anyMatch(member -> actor.isUnit(member.id()));
    }

    private static Optional<Refusal> hidden(Subject subject) {
        return Optional.of(Refusals.boardNotFound(subject.opened().board()));
    }
}
