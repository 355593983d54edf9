package vn.thidua.scoring.cluster.web;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.audit.Audit;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.cluster.ClusterPolicy;
import vn.thidua.scoring.cluster.Clusters;
import vn.thidua.scoring.cluster.Membership;
import vn.thidua.scoring.unit.Units;
import vn.thidua.scoring.web.Page;

/** Clusters: create, change, look up, list. */
@RestController
@RequestMapping("/api/scoring/v1/clusters")
@Tag(name = "Clusters", description = "Cụm thi đua: clusters with dated membership")
class ClusterController {

    private final Clusters clusters;
    private final Units units;
    private final Audit audit;

    ClusterController(Clusters clusters, Units units, Audit audit) {
        this.clusters = clusters;
        this.units = units;
        this.audit = audit;
    }

    @PutMapping("/{cluster}")
    @Permit(Role.CITY)
    @Operation(
            summary = "Create a cluster, or replace its name and members",
            description = "A membership holds from its first day to its last, both included. A board keeps the members"
                    + " that there were when it was opened.")
    ResponseEntity<Cluster> put(Actor actor, @PathVariable("cluster") String id, @RequestBody Composition composition) {
        var authority = ClusterPolicy.change(actor).orThrow();
        var members = requireNonNullElse(composition.members(), List.<Membership>of());
        var cluster = new Cluster(id, requireNonNullElse(composition.name(), "").strip(), members);
        var registered = units.findAll(members.stream().map(Membership::unit).toList());
        cluster.refusal(registered.keySet()).ifPresent(refusal -> {
            throw new RefusalException(refusal);
        });
        if (clusters.find(id).filter(cluster::equals).isPresent()) {
            return ResponseEntity.ok(cluster);
        }
        audit.about(authority, "cluster-stored", "clusters/" + id);
        return clusters.put(cluster)
                ? ResponseEntity.created(URI.create("/api/scoring/v1/clusters/" + id))
                        .body(cluster)
                : ResponseEntity.ok(cluster);
    }

    @GetMapping("/{cluster}")
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(summary = "One cluster with its members")
    Cluster get(Actor actor, @PathVariable String cluster) {
        var found = clusters.find(cluster).orElseThrow(() -> new RefusalException(Cluster.unknown(cluster)));
        ClusterPolicy.see(actor, found).orThrow();
        return found;
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(summary = "The clusters, ordered by id, a page at a time; a district sees those that it belongs to")
    Page<Cluster> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        return Page.of(clusters.page(ClusterPolicy.list(actor), after, Page.more(limit)), limit, Cluster::id);
    }

    /** What a cluster is called and who belongs to it. */
    record Composition(@Nullable String name, @Nullable List<Membership> members) {}
}
