package vn.thidua.scoring.quarantine.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.SheetSubmission;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.access.Reach;
import vn.thidua.scoring.quarantine.DealWithQuarantine;
import vn.thidua.scoring.quarantine.Quarantine;
import vn.thidua.scoring.quarantine.QuarantinePolicy;
import vn.thidua.scoring.quarantine.QuarantineRefusals;
import vn.thidua.scoring.quarantine.Quarantined;
import vn.thidua.scoring.web.Page;

/** What was refused or could not be read: list, look, correct, replay, discard. */
@RestController
@RequestMapping("/api/scoring/v1/quarantine")
@Tag(
        name = "Quarantine",
        description =
                "Events that were refused or could not be read, whichever way they came. A district deals with its"
                        + " own; operations lists, replays and discards, and sees no content.")
class QuarantineController {

    private final Quarantine quarantine;
    private final DealWithQuarantine deal;

    QuarantineController(Quarantine quarantine, DealWithQuarantine deal) {
        this.quarantine = quarantine;
        this.deal = deal;
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.OPERATIONS})
    @Operation(summary = "What is kept, the oldest first, a page at a time, without content")
    Page<QuarantineView> list(
            Actor actor,
            @Parameter(description = "Whose; a district sees its own whatever it asks for")
                    @RequestParam(required = false)
                    @Nullable
                    String unit,
            @RequestParam(required = false) Quarantined.@Nullable State state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        var owner = switch (QuarantinePolicy.list(actor)) {
            case Reach.Everyone everyone -> unit;
            case Reach.OfUnit(var own) -> own;
        };
        var page = Page.of(quarantine.page(owner, state, after, Page.more(limit)), limit, Quarantined::place);
        return new Page<>(
                page.items().stream()
                        .map(one -> QuarantineView.summary(one, QuarantinePolicy.seesContent(actor, one)))
                        .toList(),
                page.next());
    }

    @GetMapping("/{id}")
    @Permit({Role.DISTRICT, Role.OPERATIONS})
    @Operation(
            summary = "One event that is kept; for its district with what was sent, and the correction beside it",
            responses = {
                @ApiResponse(responseCode = "200", description = "The event"),
                @ApiResponse(responseCode = "404", description = "Nothing of this district's", content = @Content)
            })
    QuarantineView get(Actor actor, @PathVariable String id) {
        var found = find(id);
        QuarantinePolicy.deal(actor, found).orThrow();
        return view(actor, found);
    }

    @PutMapping("/{id}/content")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Put another sheet in the place of what was sent",
            description = "What was sent stays beside it. Nothing is counted before it is replayed.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Kept"),
                @ApiResponse(responseCode = "404", description = "Nothing of this district's", content = @Content),
                @ApiResponse(responseCode = "409", description = "It has been dealt with", content = @Content)
            })
    QuarantineView correct(Actor actor, @PathVariable String id, @RequestBody SheetSubmission sheet) {
        var authority = QuarantinePolicy.correct(actor, find(id)).orThrow();
        return view(actor, deal.correct(id, sheet, authority));
    }

    @PostMapping("/{id}/replay")
    @Permit({Role.DISTRICT, Role.OPERATIONS})
    @Operation(
            summary = "Take an event once more",
            description = "As if it were sent again, under the same source and id, so that it counts at most once. What"
                    + " came over Kafka is answered there as well.",
            responses = {
                @ApiResponse(responseCode = "200", description = "What came of it: outcome says whether it counts"),
                @ApiResponse(responseCode = "404", description = "Nothing of this district's", content = @Content),
                @ApiResponse(responseCode = "409", description = "It was discarded", content = @Content)
            })
    ReplayView replay(Actor actor, @PathVariable String id) {
        var found = find(id);
        var authority = QuarantinePolicy.deal(actor, found).orThrow();
        return ReplayView.of(deal.replay(id, authority), QuarantinePolicy.seesContent(actor, found));
    }

    @PostMapping("/{id}/discard")
    @Permit({Role.DISTRICT, Role.OPERATIONS})
    @Operation(
            summary = "Give an event up, with a reason",
            responses = {
                @ApiResponse(responseCode = "200", description = "Given up; it stays in the list"),
                @ApiResponse(responseCode = "404", description = "Nothing of this district's", content = @Content),
                @ApiResponse(responseCode = "409", description = "It has been dealt with", content = @Content),
                @ApiResponse(responseCode = "422", description = "Nobody says why", content = @Content)
            })
    QuarantineView discard(Actor actor, @PathVariable String id, @RequestBody Discarding discarding) {
        var authority = QuarantinePolicy.deal(actor, find(id)).orThrow();
        return view(actor, deal.discard(id, discarding.reason(), authority));
    }

    private Quarantined find(String id) {
        return quarantine.find(id).orElseThrow(() -> new RefusalException(QuarantineRefusals.unknown(id)));
    }

    private static QuarantineView view(Actor actor, Quarantined found) {
        return QuarantinePolicy.seesContent(actor, found)
                ? QuarantineView.whole(found)
                : QuarantineView.summary(found, false);
    }

    /** Why it is given up. */
    record Discarding(@Nullable String reason) {}
}
