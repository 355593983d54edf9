package vn.thidua.scoring.evidence.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardMembers;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.evidence.AddEvidence;
import vn.thidua.scoring.evidence.Evidence;
import vn.thidua.scoring.evidence.Evidence.Proof;
import vn.thidua.scoring.evidence.EvidencePolicy;
import vn.thidua.scoring.evidence.EvidenceRefusals;
import vn.thidua.scoring.evidence.EvidenceStore;

/** Evidence: add, list, download. */
@RestController
@RequestMapping("/api/scoring/v1/boards/{board}/evidence/{unit}")
@Tag(name = "Evidence", description = "Minh chứng: links and files by criterion")
class EvidenceController {

    private final Boards boards;
    private final BoardMembers members;
    private final AddEvidence addEvidence;
    private final EvidenceStore store;

    EvidenceController(Boards boards, BoardMembers members, AddEvidence addEvidence, EvidenceStore store) {
        this.boards = boards;
        this.members = members;
        this.addEvidence = addEvidence;
        this.store = store;
    }

    @PostMapping("/links")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Add a link as evidence for a criterion",
            description = "By the unit itself while the board is open. The same again changes nothing. What comes when"
                    + " the plan's time is over is marked late, with the penalty that scorers may give for it.")
    View link(Actor actor, @PathVariable String board, @PathVariable String unit, @RequestBody Link link) {
        var found = find(board);
        var authority =
                EvidencePolicy.add(actor, found, members.of(found), unit).orThrow();
        return View.of(addEvidence.link(
                found,
                unit,
                requireNonNullElse(link.criterion(), ""),
                requireNonNullElse(link.link(), ""),
                link.note(),
                authority));
    }

    @PostMapping("/files")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Add a file as evidence for a criterion",
            description = "The body is the file as it is, at most 4 MiB: PDF, PNG, JPEG, DOCX or XLSX. Kept under its"
                    + " SHA-256; the same again changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/pdf",
                                            schema = @Schema(type = "string", format = "binary"))),
            responses = {
                @ApiResponse(responseCode = "200", description = "It is there"),
                @ApiResponse(responseCode = "413", description = "The file is too large"),
                @ApiResponse(responseCode = "415", description = "The file is of no type that is taken"),
                @ApiResponse(responseCode = "422", description = "Criterion, name or note are not valid")
            })
    View file(
            Actor actor,
            @PathVariable String board,
            @PathVariable String unit,
            @RequestParam(defaultValue = "") String criterion,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable String note,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable
                    String type,
            @RequestBody(required = false) byte @Nullable [] body) {
        var found = find(board);
        var authority =
                EvidencePolicy.add(actor, found, members.of(found), unit).orThrow();
        return View.of(addEvidence.file(
                found,
                unit,
                criterion,
                name,
                requireNonNullElse(type, ""),
                requireNonNullElse(body, new byte[0]),
                note,
                authority));
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(summary = "A unit's evidence, the first first; for members, appraisers and the City")
    Views list(Actor actor, @PathVariable String board, @PathVariable String unit) {
        see(actor, board);
        return new Views(
                board, unit, store.of(board, unit).stream().map(View::of).toList());
    }

    @GetMapping("/files/{id}")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "The content of a file of evidence, to be saved and not to be shown",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content =
                                @Content(
                                        mediaType = "application/octet-stream",
                                        schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "404", description = "No such file")
            })
    ResponseEntity<byte[]> download(
            Actor actor, @PathVariable String board, @PathVariable String unit, @PathVariable String id) {
        see(actor, board);
        var evidence = store.find(board, unit, id);
        if (evidence.isEmpty() || !(evidence.get().proof() instanceof Proof.File file)) {
            throw new RefusalException(EvidenceRefusals.unknown(id));
        }
        var content = store.content(file.sha256())
                .orElseThrow(() -> new IllegalStateException("the content of " + file.sha256() + " is gone"));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type().mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(content);
    }

    private void see(Actor actor, String board) {
        var found = find(board);
        EvidencePolicy.see(actor, found, members.participants(found)).orThrow();
    }

    private Board find(String board) {
        return BoardId.parse(board)
                .flatMap(boards::find)
                .orElseThrow(() -> new RefusalException(BoardRefusals.unknown(board)));
    }

    /** A link for a criterion. */
    record Link(
            @Nullable String criterion,
            @Nullable String link,
            @Nullable String note) {}

    /** The evidence of a unit. */
    record Views(String board, String unit, List<View> evidence) {}

    /**
     * One piece of evidence: a link, or a file's name, type, size in bytes and digest.
     *
     * @param penalty the code of the penalty that scorers may give for being late
     */
    record View(
            String id,
            String criterion,
            @Nullable String link,
            @Nullable String name,
            @Nullable String type,
            @Nullable Long size,
            @Nullable String sha256,
            @Nullable String note,
            Instant addedAt,
            boolean late,
            @Nullable String penalty) {

        static View of(Evidence of) {
            return switch (of.proof()) {
                case Proof.Link(var address) ->
                    new View(
                            of.id(),
                            of.criterion(),
                            address,
                            null,
                            null,
                            null,
                            null,
                            of.note(),
                            of.addedAt(),
                            of.late(),
                            of.penalty());
                case Proof.File(var name, var type, var size, var sha256) ->
                    new View(
                            of.id(),
                            of.criterion(),
                            null,
                            name,
                            type.mediaType(),
                            size,
                            sha256,
                            of.note(),
                            of.addedAt(),
                            of.late(),
                            of.penalty());
            };
        }
    }
}
