package vn.thidua.scoring.system;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import vn.thidua.identity.Authority;
import vn.thidua.scoring.audit.Audit;

/** Registers districts' systems and gives them their topics. Repeating it changes nothing. Thread-safe. */
public final class RegisterSystem {

    private final Systems systems;
    private final SystemTopics topics;
    private final Audit audit;
    private final Clock clock;

    public RegisterSystem(Systems systems, SystemTopics topics, Audit audit, Clock clock) {
        this.systems = systems;
        this.topics = topics;
        this.audit = audit;
        this.clock = clock;
    }

    /** Registers the system of this unit; its topics are there when this returns. */
    public Registered register(String unit, Authority authority) {
        var standing = systems.find(unit);
        if (standing.isPresent()) {
            topics.create(standing.get());
            return new Registered(standing.get(), false);
        }
        audit.about(authority, "system-registered", "systems/" + unit);
        var system = new DistrictSystem(unit, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        // The topics first: what is registered can be used.
        topics.create(system);
        var added = systems.add(system);
        return new Registered(added ? system : systems.find(unit).orElse(system), added);
    }

    /** A registered system, and whether it is new. */
    public record Registered(DistrictSystem system, boolean created) {}
}
