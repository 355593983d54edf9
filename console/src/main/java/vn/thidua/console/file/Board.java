package vn.thidua.console.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A board as far as its files go; {@code definition} from its opening on. */
record Board(
        String board,
        State state,
        String period,
        int year,
        @Nullable String notice,
        @Nullable Definition definition) {

    enum State {
        PREPARED,
        OPEN,
        CLOSING,
        CLOSED
    }

    record Definition(String clusterName, List<Member> members) {}

    record Member(String id, String name) {}

    /** The member's name, else what was told. */
    public String named(String unit) {
        return definition == null
                ? unit
                : definition.members().stream()
                        .filter(member -> member.id().equals(unit))
                        .map(Member::name)
                        .findFirst()
                        .orElse(unit);
    }
}
