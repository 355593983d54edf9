package vn.thidua.scoring.trial.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.UnitRef;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.rules.Text;
import vn.thidua.rules.UnitOutcome;
import vn.thidua.rules.preview.Preview;
import vn.thidua.rules.preview.UnitChange;
import vn.thidua.scoring.scoretable.ScoreTablePolicy;
import vn.thidua.scoring.scoretable.ScoreTableRules;
import vn.thidua.scoring.scoretable.web.TableContent;
import vn.thidua.scoring.trial.TryTable;

/** Score tables, tried. */
@RestController
@RequestMapping("/api/scoring/v1/boards/{board}/score-tables")
@Tag(name = "Score tables")
class TrialController {

    private final TryTable tryTable;

    TrialController(TryTable tryTable) {
        this.tryTable = tryTable;
    }

    @PostMapping("/{version}/preview")
    @Permit(Role.CITY)
    @Operation(
            summary = "What would have changed on a closed board, had its sheets been counted by this score table",
            description = "The table is validated and not stored: its version may be one that is not there yet. Holds,"
                    + " ballots and decisions are left out on both sides.")
    Trial preview(
            Actor actor, @PathVariable String board, @PathVariable String version, @RequestBody TableContent content) {
        ScoreTablePolicy.publish(actor).orThrow();
        var table = content.as(version);
        ScoreTableRules.refusal(table).ifPresent(refusal -> {
            throw new RefusalException(refusal);
        });
        return Trial.of(board, version, tryTable.of(board, table));
    }

    /**
     * What would have changed.
     *
     * @param units best first as it was
     * @param misfits what on the past sheets the table does not know as it is, and how that was counted
     */
    record Trial(String board, String version, int changed, List<Change> units, List<Misfit> misfits) {

        static Trial of(String board, String version, Preview preview) {
            return new Trial(
                    board,
                    version,
                    preview.differences().size(),
                    preview.changes().stream().map(Change::of).toList(),
                    preview.misfits().stream()
                            .map(misfit -> new Misfit(
                                    misfit.sheet().kind() + "/" + misfit.sheet().scorer() + "/"
                                            + misfit.sheet().target(),
                                    misfit.text()))
                            .toList());
        }
    }

    /** One unit, before and after. */
    record Change(UnitRef unit, boolean changes, Text text, Result before, Result after) {

        static Change of(UnitChange change) {
            return new Change(
                    change.before().unit(),
                    change.isAny(),
                    change.text(),
                    Result.of(change.before()),
                    Result.of(change.after()));
        }
    }

    /** What comes of a unit; points in hundredths. */
    record Result(
            @Nullable Integer rank,
            @Nullable Integer total,
            @Nullable String classification,
            @Nullable String award) {

        static Result of(UnitOutcome unit) {
            var classification = unit.classification();
            var award = unit.award();
            return new Result(
                    unit.rank(),
                    unit.total(),
                    classification == null ? null : classification.band().name(),
                    award == null ? null : award.name());
        }
    }

    /** Something on a past sheet that the table does not know as it is. */
    record Misfit(String sheet, Text text) {}
}
