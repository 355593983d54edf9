package vn.thidua.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;

/** Whose inbox somebody may open. */
class InboxPolicyTest {

    @Test
    void a_unit_opens_its_own_and_the_city_that_of_the_city() {
        assertThat(InboxPolicy.open(actor(Role.DISTRICT, "HBT"), "HBT")).isEmpty();
        assertThat(InboxPolicy.open(actor(Role.CITY, null), "CITY")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DD", "CITY", "hbt", "HBT ", "HBT-1", "НВТ", "", "no-such"})
    void every_other_is_answered_like_one_that_does_not_exist(String recipient) {
        assertThat(InboxPolicy.open(actor(Role.DISTRICT, "HBT"), recipient))
                .map(Refusal::status)
                .hasValue(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HBT", "city", "CITY-1"})
    void the_city_opens_no_unit_s(String recipient) {
        assertThat(InboxPolicy.open(actor(Role.CITY, null), recipient))
                .map(Refusal::slug)
                .hasValue("recipient-unknown");
    }

    @Test
    void a_unit_that_is_called_like_the_city_does_not_read_the_city_s() {
        assertThat(InboxPolicy.open(actor(Role.DISTRICT, "CITY"), "CITY"))
                .map(Refusal::status)
                .hasValue(404);
    }

    @Test
    void operations_and_the_public_open_none() {
        for (var role : new Role[] {Role.OPERATIONS, Role.PUBLIC}) {
            assertThat(InboxPolicy.open(actor(role, null), "HBT"))
                    .map(Refusal::slug)
                    .hasValue("forbidden");
        }
    }

    private static Actor actor(Role role, @Nullable String unit) {
        return new Actor("he-thong", role, unit, true);
    }
}
