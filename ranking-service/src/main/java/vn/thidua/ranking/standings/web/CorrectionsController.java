package vn.thidua.ranking.standings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.ranking.standings.correction.Correcting;
import vn.thidua.ranking.standings.correction.Correction;
import vn.thidua.ranking.standings.correction.Proposal;

@RestController
@RequestMapping("/api/ranking/v1/boards/{board}/corrections")
@Tag(name = "Corrections", description = "Đính chính: final results corrected as a set, by two people")
class CorrectionsController {

    private final Correcting correcting;

    CorrectionsController(Correcting correcting) {
        this.correcting = correcting;
    }

    @PostMapping
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "Propose a correction of final results; answers what it would change, unit by unit",
            description = "For the City and the head. Nothing changes and nobody else sees it before it is approved."
                    + " 409 `correction-open` while another one is open.")
    ResponseEntity<Correction> propose(Actor actor, @PathVariable String board, @RequestBody Proposal proposal) {
        var correction = correcting.propose(board, proposal, actor);
        return ResponseEntity.created(
                        URI.create("/api/ranking/v1/boards/" + board + "/corrections/" + correction.number()))
                .body(correction);
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(summary = "The corrections of a board, the oldest first", description = "For the City and the head.")
    List<Correction> corrections(Actor actor, @PathVariable String board) {
        return correcting.of(board, actor);
    }

    @PostMapping("/{number}/approval")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "Approve a correction; the second approval publishes it as a new revision of the results",
            description = "By two different people: one of the City, and another of the City or of the head.")
    Correction approve(Actor actor, @PathVariable String board, @PathVariable long number) {
        return correcting.approve(board, number, actor);
    }

    @PostMapping("/{number}/withdrawal")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(summary = "Take a correction back that is not published", description = "For the City and the head.")
    Correction withdraw(Actor actor, @PathVariable String board, @PathVariable long number) {
        return correcting.withdraw(board, number, actor);
    }
}
