package vn.thidua.scoring.sheet.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.Adjustment;
import vn.thidua.events.Receipt;
import vn.thidua.events.SheetKind;
import vn.thidua.events.SheetSubmission;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardMembers;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.sheet.Sheet;
import vn.thidua.scoring.sheet.SheetPolicy;
import vn.thidua.scoring.sheet.SheetRefusals;
import vn.thidua.scoring.sheet.Submissions;
import vn.thidua.scoring.sheet.Submissions.Outcome;
import vn.thidua.scoring.sheet.Submitter;
import vn.thidua.scoring.web.Precondition;

/** Sheets: submit, correct, look up. */
@RestController
@RequestMapping("/api/scoring/v1/boards/{board}/sheets")
@Tag(name = "Sheets", description = "Phiếu chấm điểm: all points are integers in hundredths of a point")
class SheetController {

    private static final int KEY_LENGTH = 200;

    private final Submissions submissions;
    private final Boards boards;
    private final BoardMembers members;
    private final Clock clock;

    SheetController(Submissions submissions, Boards boards, BoardMembers members, Clock clock) {
        this.submissions = submissions;
        this.boards = boards;
        this.members = members;
        this.clock = clock;
    }

    @PostMapping
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "Submit a sheet, or correct one",
            description =
                    "Answered once the sheet is durable and counts. The City gives appraisals only. The same content again, with or without a key,"
                            + " answers 200 with the same receipt. Other content for a sheet that is there needs If-Match (or"
                            + " replaces) with the revision that it corrects. A repeated Idempotency-Key answers with the receipt"
                            + " that it got first, even when the sheet has been corrected since.",
            responses = {
                @ApiResponse(responseCode = "201", description = "Stored as the first revision"),
                @ApiResponse(responseCode = "200", description = "Stored as a correction, or stored before"),
                @ApiResponse(responseCode = "403", description = "The scorer is another unit"),
                @ApiResponse(responseCode = "404", description = "No such board, or the unit is not a member of it"),
                @ApiResponse(responseCode = "409", description = "The board takes no sheets"),
                @ApiResponse(responseCode = "412", description = "The sheet stands at another revision"),
                @ApiResponse(responseCode = "422", description = "The sheet breaks rules; errors names each"),
                @ApiResponse(responseCode = "428", description = "A correction has to say what it corrects")
            })
    ResponseEntity<Receipt> submit(
            Actor actor,
            @PathVariable String board,
            @Parameter(description = "Makes a repeat harmless; unique for each sheet and content")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String key,
            @Parameter(description = "The revision that this corrects, for example \"1\"")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @RequestBody SheetSubmission submission) {
        var authority = SheetPolicy.submit(actor).orThrow();
        var complete = new SheetSubmission(
                submission.board() == null ? board : submission.board(),
                submission.kind(),
                submission.scorer(),
                submission.target(),
                submission.marks(),
                submission.adjustments(),
                replaces(Precondition.ifMatch(ifMatch), submission.replaces()),
                submission.reason());
        if (!board.equals(complete.board())) {
            throw new RefusalException(boardDiffers(board));
        }
        return switch (submissions.submit(complete, key(key), Submitter.of(authority))) {
            case Outcome.Refused(var refusal) -> throw new RefusalException(refusal);
            case Outcome.Repeated(var receipt) -> with(ResponseEntity.ok(), receipt);
            case Outcome.Accepted(var receipt) ->
                with(
                        receipt.revision() == 1 ? ResponseEntity.created(address(board, receipt)) : ResponseEntity.ok(),
                        receipt);
        };
    }

    private static ResponseEntity<Receipt> with(ResponseEntity.BodyBuilder response, Receipt receipt) {
        return response.eTag(Precondition.tag(receipt.revision())).body(receipt);
    }

    private static URI address(String board, Receipt receipt) {
        return URI.create(
                "/api/scoring/v1/boards/" + board + "/sheets" + receipt.sheet().substring(board.length()));
    }

    private static @Nullable String key(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.isBlank() || header.length() > KEY_LENGTH) {
            throw new RefusalException(new Refusal(
                    "idempotency-key-unreadable",
                    400,
                    new Text("Idempotency-Key không hợp lệ", "The Idempotency-Key cannot be read"),
                    new Text(
                            "Idempotency-Key cần từ 1 đến " + KEY_LENGTH + " ký tự.",
                            "An Idempotency-Key has 1 to " + KEY_LENGTH + " characters.")));
        }
        return "http:" + header;
    }

    private static @Nullable Long replaces(Optional<Long> ifMatch, @Nullable Long replaces) {
        if (ifMatch.isPresent() && replaces != null && !ifMatch.get().equals(replaces)) {
            throw new RefusalException(new Refusal(
                    "replaces-differs",
                    400,
                    new Text("If-Match và replaces khác nhau", "If-Match and replaces differ"),
                    new Text(
                            "If-Match nêu bản " + ifMatch.get() + " còn replaces nêu bản " + replaces
                                    + ". Hãy chỉ dùng một.",
                            "If-Match names revision " + ifMatch.get() + " and replaces names " + replaces
                                    + ". Use one of them.")));
        }
        return ifMatch.orElse(replaces);
    }

    private static Refusal boardDiffers(String board) {
        return new Refusal(
                "board-differs",
                422,
                new Text("Phiếu ghi bảng khác", "The sheet names another board"),
                new Text(
                        "Phiếu được gửi tới bảng “" + board + "” nhưng ghi một bảng khác. Hãy bỏ board hoặc sửa lại.",
                        "The sheet was sent to board “" + board
                                + "” and names another. Leave board out or correct it."));
    }

    @GetMapping("/{kind}/{scorer}/{target}")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "The revision of a sheet that stands",
            description =
                    "A unit's own at any time; the others' once scoring is closed, and 404 before. An appraiser sees"
                            + " what its targets gave themselves; a target sees its appraisals once it is its turn to answer. Answers 304 to"
                            + " a fitting If-None-Match.")
    ResponseEntity<StandingSheet> get(
            Actor actor,
            @PathVariable String board,
            @PathVariable SheetKind kind,
            @PathVariable String scorer,
            @PathVariable String target) {
        var sheet = seen(actor, new SheetId(board, kind, scorer, target));
        // Spring answers 304 itself when If-None-Match names this tag.
        return ResponseEntity.ok()
                .eTag(Precondition.tag(sheet.revision()))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .body(StandingSheet.of(sheet));
    }

    @GetMapping("/{kind}/{scorer}/{target}/receipt")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "The receipt of the revision of a sheet that stands",
            description =
                    "With a proof of today that the revision is in the season's log. For those who may read the sheet.")
    ResponseEntity<Receipt> receipt(
            Actor actor,
            @PathVariable String board,
            @PathVariable SheetKind kind,
            @PathVariable String scorer,
            @PathVariable String target) {
        var id = seen(actor, new SheetId(board, kind, scorer, target)).id();
        var receipt =
                submissions.receipt(id).orElseThrow(() -> new RefusalException(SheetRefusals.unknown(id.toString())));
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-cache").body(receipt);
    }

    @GetMapping("/{kind}/{scorer}/{target}/history")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "Every revision of a sheet, the newest first: what changed, when, by whom and why",
            description = "For whoever may see the sheet.")
    SheetHistory history(
            Actor actor,
            @PathVariable String board,
            @PathVariable SheetKind kind,
            @PathVariable String scorer,
            @PathVariable String target) {
        return SheetHistory.of(seen(actor, new SheetId(board, kind, scorer, target)));
    }

    /** The sheet, if this actor may see it. */
    private Sheet seen(Actor actor, SheetId id) {
        var found = BoardId.parse(id.board()).flatMap(boards::find);
        SheetPolicy.see(
                        actor,
                        id,
                        found.orElse(null),
                        found.map(members::participants).orElse(Set.of()),
                        clock.instant())
                .orThrow();
        return submissions.find(id).orElseThrow(() -> new RefusalException(SheetRefusals.unknown(id.toString())));
    }

    /** A sheet's standing revision. */
    record StandingSheet(
            String board,
            String sheet,
            SheetKind kind,
            String scorer,
            String target,
            long revision,
            String digest,
            Instant receivedAt,
            Map<String, Integer> marks,
            List<Adjustment> adjustments) {

        static StandingSheet of(Sheet sheet) {
            var standing = sheet.standing();
            var content = standing.content();
            return new StandingSheet(
                    content.board(),
                    content.sheet().toString(),
                    content.kind(),
                    content.scorer(),
                    content.target(),
                    standing.number(),
                    standing.digest(),
                    standing.receivedAt(),
                    content.marks(),
                    content.adjustments());
        }
    }
}
