package vn.thidua.console.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import vn.thidua.console.identity.Person;
import vn.thidua.console.identity.Role;
import vn.thidua.console.round.Drafts.Draft;

class DraftsTest {

    private final MockHttpSession session = new MockHttpSession();
    private final Board.Place place = new Board.Place("PEER", "HBT", "DD");
    private final Draft draft = new Draft(Map.of("mark/I.1", "5,5"), "", "");

    @Test
    void whoever_logs_in_next_in_the_same_session_finds_nothing_of_another_account() {
        Drafts.of(session, account("hbt")).keep("cum:2019", place, draft);

        assertThat(Drafts.of(session, account("hbt")).find("cum:2019", place)).contains(draft);
        assertThat(Drafts.of(session, account("hbt-2")).find("cum:2019", place)).isEmpty();
        assertThat(Drafts.of(session, account("hbt")).find("cum:2019-H1", place))
                .isEmpty();
    }

    private static Person account(String id) {
        return new Person(id, id, Role.DISTRICT, "HBT");
    }
}
