package vn.thidua.scoring.leadership;

import vn.thidua.identity.Authority;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.audit.Audit;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.leadership.Terms.Appointment;

/** Lets the City committee say who heads a cluster before it agrees on that itself. Thread-safe. */
public final class AppointHead {

    private final LeadershipTerms terms;
    private final Audit audit;

    public AppointHead(LeadershipTerms terms, Audit audit) {
        this.terms = terms;
        this.audit = audit;
    }

    /**
     * Appoints a head; saying it again changes nothing.
     *
     * @throws RefusalException when the unit is no member on that day, or the cluster agreed on a leadership from that
     *     day or later
     */
    public Terms appoint(Cluster cluster, Appointment appointment, Authority authority) {
        if (!cluster.membersOn(appointment.from()).contains(appointment.head())) {
            throw new RefusalException(LeadershipRefusals.notAMember(appointment.head(), appointment.from()));
        }
        while (true) {
            var standing = terms.of(cluster.id());
            var next = standing.appointing(appointment);
            if (next.version() == standing.version()) {
                return standing;
            }
            if (standing.agreedSince(appointment.from())) {
                throw new RefusalException(LeadershipRefusals.agreedAlready(cluster.id(), appointment.from()));
            }
            audit.about(authority, "head-appointed", "clusters/" + cluster.id() + "/head");
            if (terms.store(standing, next)) {
                return next;
            }
        }
    }
}
