package vn.thidua.ranking.leadership;

import java.util.Optional;
import vn.thidua.events.ScoringOpened;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.ranking.leadership.Leadership.Agreed;

/**
 * Who may see and take part in choosing next year's head and deputy. Pure; whatever it does not grant is refused, and
 * what is none of somebody's business is answered exactly like what does not exist.
 */
public final class LeadershipPolicy {

    private LeadershipPolicy() {}

    /** Whether somebody may take a step. */
    public sealed interface Ruling {

        /** They may, in this capacity. */
        record Granted(Authority by) implements Ruling {}

        /** They may not, and why. */
        record Denied(Refusal refusal) implements Ruling {}
    }

    /** Why this reader does not see where the choice stands, if so. */
    public static Optional<Refusal> see(Actor actor, ScoringOpened opened, Leadership leadership) {
        return switch (actor.role()) {
            case CITY -> Optional.empty();
            case DISTRICT -> isMember(actor, opened) ? Optional.empty() : hidden(opened);
            case PUBLIC -> leadership instanceof Agreed ? Optional.empty() : hidden(opened);
            case OPERATIONS -> Optional.of(Refusals.notForThisRole());
        };
    }

    /** Whether this reader sees which accounts consented, and not only for which units. */
    public static boolean seesWhoConsented(Actor actor) {
        return switch (actor.role()) {
            case CITY, DISTRICT -> true;
            case PUBLIC, OPERATIONS -> false;
        };
    }

    /**
     * Whether this actor may take this step.
     *
     * @param head the unit that heads the board's cluster now
     */
    public static Ruling take(Step step, Actor actor, ScoringOpened opened, String head) {
        return switch (actor.role()) {
            case DISTRICT ->
                switch (step) {
                    case Step.Nominate nomination -> {
                        var ruling = asHead(actor, opened, head);
                        yield ruling instanceof Ruling.Granted && !actor.isUnit(nomination.nominatedBy())
                                ? new Ruling.Denied(Refusals.otherUnit("/nominatedBy", nomination.nominatedBy()))
                                : ruling;
                    }
                    case Step.Consent consent -> asMember(consent, actor, opened);
                    case Step.Agree agree -> asHead(actor, opened, head);
                };
            case CITY, PUBLIC, OPERATIONS -> new Ruling.Denied(Refusals.notForThisRole());
        };
    }

    private static Ruling asHead(Actor actor, ScoringOpened opened, String head) {
        if (actor.isUnit(head)) {
            return new Ruling.Granted(new Authority(actor, Capacity.HEAD));
        }
        return new Ruling.Denied(
                isMember(actor, opened) ? Refusals.headOnly(head) : Refusals.boardNotFound(opened.board()));
    }

    private static Ruling asMember(Step.Consent consent, Actor actor, ScoringOpened opened) {
        if (!isMember(actor, opened)) {
            return new Ruling.Denied(Refusals.boardNotFound(opened.board()));
        }
        return actor.isUnit(consent.unit())
                ? new Ruling.Granted(new Authority(actor, Capacity.DISTRICT))
                : new Ruling.Denied(Refusals.otherUnit("/unit", consent.unit()));
    }

    private static boolean isMember(Actor actor, ScoringOpened opened) {
        return opened.members().stream().anyMatch(member -> actor.isUnit(member.id()));
    }

    private static Optional<Refusal> hidden(ScoringOpened opened) {
        return Optional.of(Refusals.boardNotFound(opened.board()));
    }
}
