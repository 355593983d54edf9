package vn.thidua.scoring.leadership.web;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.cluster.Clusters;
import vn.thidua.scoring.leadership.AppointHead;
import vn.thidua.scoring.leadership.LeadershipPolicy;
import vn.thidua.scoring.leadership.LeadershipRefusals;
import vn.thidua.scoring.leadership.LeadershipTerms;
import vn.thidua.scoring.leadership.Term;
import vn.thidua.scoring.leadership.Terms;
import vn.thidua.scoring.leadership.Terms.Appointment;

/** A cluster's head: appoint the first, look up who it is now. */
@RestController
@RequestMapping("/api/scoring/v1/clusters/{cluster}/head")
@Tag(name = "Leadership", description = "Cụm trưởng, Cụm phó: who leads a cluster, and from when")
class HeadController {

    private final Clusters clusters;
    private final LeadershipTerms terms;
    private final AppointHead appointHead;
    private final Clock clock;

    HeadController(Clusters clusters, LeadershipTerms terms, AppointHead appointHead, Clock clock) {
        this.clusters = clusters;
        this.terms = terms;
        this.appointHead = appointHead;
        this.clock = clock;
    }

    @PutMapping
    @Permit(Role.CITY)
    @Operation(
            summary = "Appoint a cluster's head from a day on",
            description = "For a cluster that has not agreed on its leadership yet; later heads are agreed on by the"
                    + " cluster. The head's rights begin at midnight of that day in Hanoi. Another unit for the same"
                    + " day takes the place of the one appointed before.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Appointed, with the first day"),
                @ApiResponse(responseCode = "404", description = "No such cluster"),
                @ApiResponse(
                        responseCode = "409",
                        description = "The cluster agreed on a leadership from then or later"),
                @ApiResponse(responseCode = "422", description = "The unit is no member of the cluster on that day")
            })
    Appointed put(Actor actor, @PathVariable("cluster") String id, @RequestBody Wish wish) {
        var authority = LeadershipPolicy.appoint(actor).orThrow();
        appointHead.appoint(find(id), new Appointment(wish.unit(), wish.from()), authority);
        return new Appointed(id, wish.unit(), wish.from());
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(
            summary = "Who leads the cluster at this instant",
            responses = {
                @ApiResponse(responseCode = "200", description = "The term in force"),
                @ApiResponse(responseCode = "404", description = "No such cluster, or nobody heads it")
            })
    Head get(Actor actor, @PathVariable("cluster") String id) {
        LeadershipPolicy.see(actor, find(id)).orThrow();
        Terms known = terms.of(id);
        return known.at(clock.instant())
                .map(term -> Head.of(id, term))
                .orElseThrow(() -> new RefusalException(LeadershipRefusals.noHead(id)));
    }

    private Cluster find(String id) {
        return clusters.find(id).orElseThrow(() -> new RefusalException(Cluster.unknown(id)));
    }

    /** Who is to head the cluster, and from which day on. */
    record Wish(String unit, LocalDate from) {

        Wish {
            requireNonNull(unit, "unit");
            requireNonNull(from, "from");
        }
    }

    /** A head that the City committee appointed. */
    record Appointed(String cluster, String head, LocalDate from) {}

    /** The leadership in force. */
    record Head(String cluster, String head, @Nullable String deputy, LocalDate since, Term.Origin appointedBy) {

        static Head of(String cluster, Term term) {
            return new Head(cluster, term.head(), term.deputy(), term.from(), term.appointedBy());
        }
    }
}
