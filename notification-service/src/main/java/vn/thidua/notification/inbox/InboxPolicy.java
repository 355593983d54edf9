package vn.thidua.notification.inbox;

import java.util.Optional;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Refusals;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;

/**
 * Whose inbox somebody may open: a unit its own, the City committee that of the City. Pure; whatever it does not grant
 * is refused, and another's inbox is answered exactly like one that does not exist.
 */
public final class InboxPolicy {

    /** The City committee's inbox; no unit's, whatever a unit is called. */
    private static final String CITY = "CITY";

    private InboxPolicy() {}

    /** Why this actor may neither read nor mark what lies in the inbox of this recipient, if so. */
    public static Optional<Refusal> open(Actor actor, String recipient) {
        return switch (actor.role()) {
            case DISTRICT -> actor.isUnit(recipient) && !recipient.equals(CITY) ? Optional.empty() : hidden(recipient);
            case CITY -> recipient.equals(CITY) ? Optional.empty() : hidden(recipient);
            case OPERATIONS, PUBLIC -> Optional.of(Refusals.forbidden());
        };
    }

    private static Optional<Refusal> hidden(String recipient) {
        return Optional.of(new Refusal(
                "recipient-unknown",
                404,
                new Text("Không có hộp thư này", "No such inbox"),
                new Text(
                        "Tài khoản này không có hộp thư “" + recipient + "”; mỗi đơn vị mở hộp thư mang mã của mình,"
                                + " Thành phố mở hộp thư CITY.",
                        "This account has no inbox \"" + recipient + "\"; each unit opens the one with its own id, the"
                                + " City the one called CITY.")));
    }
}
