package vn.thidua.scoring.scoretable.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.ScoreTable;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.audit.Audit;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.cluster.Clusters;
import vn.thidua.scoring.scoretable.ScoreTablePolicy;
import vn.thidua.scoring.scoretable.ScoreTableRules;
import vn.thidua.scoring.scoretable.ScoreTables;
import vn.thidua.scoring.web.Page;

/** Score tables: store a version, look one up, list. */
@RestController
@RequestMapping("/api/scoring/v1/clusters/{cluster}/score-tables")
@Tag(name = "Score tables", description = "Bảng chấm điểm: all points are integers in hundredths of a point")
class ScoreTableController {

    private final ScoreTables tables;
    private final Clusters clusters;
    private final Audit audit;

    ScoreTableController(ScoreTables tables, Clusters clusters, Audit audit) {
        this.tables = tables;
        this.clusters = clusters;
        this.audit = audit;
    }

    @PutMapping("/{version}")
    @Permit(Role.CITY)
    @Operation(
            summary = "Store a version of the cluster's score table",
            description = "A version is written once. The same content again answers 200; other content is refused"
                    + " with 409 score-table-frozen. Groups may form a tree and carry weights; rules say how sheets"
                    + " become totals, classes and awards. What is not sound is refused with everything that is wrong.")
    ResponseEntity<ScoreTable> put(
            Actor actor,
            @PathVariable String cluster,
            @PathVariable String version,
            @RequestBody TableContent content) {
        var authority = ScoreTablePolicy.publish(actor).orThrow();
        find(cluster);
        var table = content.as(version);
        ScoreTableRules.refusal(table).ifPresent(refusal -> {
            throw new RefusalException(refusal);
        });
        var standing = tables.find(cluster, version);
        if (standing.isPresent()) {
            if (standing.get().equals(table)) {
                return ResponseEntity.ok(table);
            }
            throw new RefusalException(ScoreTableRules.frozen(cluster, version));
        }
        audit.about(authority, "score-table-published", "clusters/" + cluster + "/score-tables/" + version);
        if (tables.add(cluster, table)) {
            return ResponseEntity.created(
                            URI.create("/api/scoring/v1/clusters/" + cluster + "/score-tables/" + version))
                    .body(table);
        }
        // Somebody else was first, a moment ago.
        if (tables.find(cluster, version).filter(table::equals).isPresent()) {
            return ResponseEntity.ok(table);
        }
        throw new RefusalException(ScoreTableRules.frozen(cluster, version));
    }

    @GetMapping("/{version}")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(summary = "One version of the cluster's score table")
    ScoreTable get(Actor actor, @PathVariable String cluster, @PathVariable String version) {
        ScoreTablePolicy.see(actor, find(cluster)).orThrow();
        return tables.find(cluster, version)
                .orElseThrow(() -> new RefusalException(ScoreTableRules.unknown(cluster, version)));
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(summary = "The versions that the cluster has, ordered, a page at a time")
    Page<String> list(
            Actor actor,
            @PathVariable String cluster,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        ScoreTablePolicy.see(actor, find(cluster)).orThrow();
        return Page.of(tables.versions(cluster, after, Page.more(limit)), limit, version -> version);
    }

    private Cluster find(String cluster) {
        return clusters.find(cluster).orElseThrow(() -> new RefusalException(Cluster.unknown(cluster)));
    }
}
