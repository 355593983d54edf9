package vn.thidua.scoring.scoretable.web;

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
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.ScoreTable;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.cluster.Clusters;
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

    ScoreTableController(ScoreTables tables, Clusters clusters) {
        this.tables = tables;
        this.clusters = clusters;
    }

    @PutMapping("/{version}")
    @Operation(
            summary = "Store a version of the cluster's score table",
            description = "A version is written once. The same content again answers 200; other content is refused"
                    + " with 409 score-table-frozen. Criteria must add up to their group and groups to the base"
                    + " maximum; every maximum is a multiple of the step.")
    ResponseEntity<ScoreTable> put(
            @PathVariable String cluster, @PathVariable String version, @RequestBody Content content) {
        if (clusters.find(cluster).isEmpty()) {
            throw new RefusalException(Cluster.unknown(cluster));
        }
        var table = content.as(version);
        ScoreTableRules.refusal(table).ifPresent(refusal -> {
            throw new RefusalException(refusal);
        });
        if (tables.add(cluster, table)) {
            return ResponseEntity.created(
                            URI.create("/api/scoring/v1/clusters/" + cluster + "/score-tables/" + version))
                    .body(table);
        }
        if (get(cluster, version).equals(table)) {
            return ResponseEntity.ok(table);
        }
        throw new RefusalException(ScoreTableRules.frozen(cluster, version));
    }

    @GetMapping("/{version}")
    @Operation(summary = "One version of the cluster's score table")
    ScoreTable get(@PathVariable String cluster, @PathVariable String version) {
        return tables.find(cluster, version)
                .orElseThrow(() -> new RefusalException(ScoreTableRules.unknown(cluster, version)));
    }

    @GetMapping
    @Operation(summary = "The versions that the cluster has")
    Page<String> list(@PathVariable String cluster) {
        return new Page<>(tables.versions(cluster), null);
    }

    /** A score table without its version, which is in the path. */
    record Content(
            int baseMax,
            int bonusMax,
            int penaltyMax,
            int totalCap,
            int step,
            List<ScoreTable.CriterionGroup> groups,
            @Nullable List<ScoreTable.BonusRule> bonusRules,
            @Nullable List<ScoreTable.PenaltyRule> penaltyRules) {

        ScoreTable as(String version) {
            return new ScoreTable(
                    version,
                    baseMax,
                    bonusMax,
                    penaltyMax,
                    totalCap,
                    step,
                    requireNonNullElse(groups, List.of()),
                    requireNonNullElse(bonusRules, List.of()),
                    requireNonNullElse(penaltyRules, List.of()));
        }
    }
}
