package vn.thidua.console.round;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.thidua.console.identity.Person;

/**
 * What a person has typed and not sent, by board and sheet. Kept in the login's session, and only there; a session may
 * outlive a login, so each account has its own.
 */
final class Drafts implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String KEPT = Drafts.class.getName();

    private final Map<String, Draft> drafts = new ConcurrentHashMap<>();

    private Drafts() {}

    static Drafts of(HttpSession session, Person person) {
        var name = KEPT + "/" + person.id();
        if (session.getAttribute(name) instanceof Drafts kept) {
            return kept;
        }
        var none = new Drafts();
        session.setAttribute(name, none);
        return none;
    }

    Optional<Draft> find(String board, Board.Place place) {
        return Optional.ofNullable(drafts.get(key(board, place)));
    }

    void keep(String board, Board.Place place, Draft draft) {
        drafts.put(key(board, place), draft);
    }

    void drop(String board, Board.Place place) {
        drafts.remove(key(board, place));
    }

    private static String key(String board, Board.Place place) {
        return board + "/" + place.key();
    }

    /**
     * A sheet as it was typed.
     *
     * @param texts by cell
     * @param reason for the correction; empty where none was given
     * @param revision that was on the screen meanwhile; empty where no sheet stood
     */
    record Draft(Map<String, String> texts, String reason, String revision) implements Serializable {

        private static final long serialVersionUID = 1L;

        static final Draft EMPTY = new Draft(Map.of(), "", "");

        Draft {
            texts = Map.copyOf(texts);
        }
    }
}
