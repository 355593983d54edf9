package vn.thidua.scoring.leadership;

import vn.thidua.events.LeadershipAgreed;

/** Makes terms of what clusters agreed on. Repeats and older revisions change nothing; thread-safe. */
public final class AgreedLeaderships {

    private final LeadershipTerms terms;

    public AgreedLeaderships(LeadershipTerms terms) {
        this.terms = terms;
    }

    /** The term is durable when this returns. */
    public void on(LeadershipAgreed agreed) {
        while (true) {
            var standing = terms.of(agreed.cluster().id());
            var next = standing.agreeing(agreed);
            if (next.version() == standing.version() || terms.store(standing, next)) {
                return;
            }
        }
    }
}
