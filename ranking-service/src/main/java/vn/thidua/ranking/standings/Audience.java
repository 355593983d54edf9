package vn.thidua.ranking.standings;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Standings;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Role;

/**
 * Those who read with the same rights: what may be read depends on the role and, for a district, on the unit.
 *
 * @param unit there for {@link Role#DISTRICT} and for nobody else
 */
public record Audience(Role role, @Nullable String unit) {

    public Audience {
        if ((unit != null) != (role == Role.DISTRICT)) {
            throw new IllegalArgumentException("a unit belongs to a DISTRICT and to nobody else");
        }
    }

    /** The audience that this actor belongs to. */
    public static Audience of(Actor actor) {
        return new Audience(actor.role(), actor.unit());
    }

    /** Everybody who may follow this board at some time. */
    static Stream<Audience> concernedBy(Standings standings) {
        return Stream.concat(
                Stream.of(new Audience(Role.CITY, null), new Audience(Role.PUBLIC, null)),
                members(standings).stream().map(unit -> new Audience(Role.DISTRICT, unit)));
    }

    boolean isMember(Standings standings) {
        return unit != null && members(standings).contains(unit);
    }

    /** What this audience follows of a board: others follow the same board under keys of their own. */
    public String feed(String board) {
        return unit == null ? board + "/" + role : board + "/" + role + "/" + unit;
    }

    private static List<String> members(Standings standings) {
        return standings.rows().stream().map(row -> row.unit().id()).toList();
    }
}
