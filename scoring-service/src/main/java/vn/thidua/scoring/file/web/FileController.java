package vn.thidua.scoring.file.web;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.Receipt;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.file.CheckedRow;
import vn.thidua.scoring.file.FileRefusals;
import vn.thidua.scoring.file.FileSubmissions;
import vn.thidua.scoring.file.FileSubmissions.Checked;
import vn.thidua.scoring.file.Grid;
import vn.thidua.scoring.file.Template;
import vn.thidua.scoring.file.Verdict;
import vn.thidua.scoring.file.csv.CsvFiles;
import vn.thidua.scoring.file.xlsx.XlsxFiles;
import vn.thidua.scoring.sheet.SheetPolicy;
import vn.thidua.scoring.sheet.Submitter;

/** A unit's sheets as a file: the template, a look at what would come of a filled one, and submitting it. */
@RestController
@RequestMapping("/api/scoring/v1/boards/{board}/sheets")
@Tag(name = "Files", description = "Tệp phiếu chấm: points in files are written as people write them, 5,5 or 5.5")
class FileController {

    static final int MOST = 4 * 1024 * 1024;

    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final FileSubmissions files;

    FileController(FileSubmissions files) {
        this.files = files;
    }

    @GetMapping(path = "/template.csv", produces = CSV)
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "The unit's sheets of this board as a CSV file to fill in",
            description = "A row for each sheet that the unit owes, filled in with what it has submitted. UTF-8 with a"
                    + " byte order mark, separated by semicolons; no cell starts a formula.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content = @Content(mediaType = CSV, schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "404", description = "No such board, or none of the unit's"),
                @ApiResponse(responseCode = "409", description = "The board has not been opened")
            })
    ResponseEntity<byte[]> csv(@PathVariable String board, Actor actor) {
        return file(board, actor, ".csv", CSV + ";charset=UTF-8", CsvFiles.write(template(board, actor)));
    }

    @GetMapping(path = "/template.xlsx", produces = XLSX)
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "The unit's sheets of this board as an Excel workbook to fill in",
            description = "A row for each sheet that the unit owes, filled in with what it has submitted. Every cell is"
                    + " a text.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content = @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "404", description = "No such board, or none of the unit's"),
                @ApiResponse(responseCode = "409", description = "The board has not been opened")
            })
    ResponseEntity<byte[]> xlsx(@PathVariable String board, Actor actor) {
        return file(board, actor, ".xlsx", XLSX, XlsxFiles.write(template(board, actor)));
    }

    private Template template(String board, Actor actor) {
        return files.template(board, unit(actor));
    }

    private static ResponseEntity<byte[]> file(String board, Actor actor, String ending, String type, byte[] content) {
        var name = "phieu-" + board.replace(':', '-') + "-" + unit(actor) + ending;
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(content);
    }

    @PostMapping("/file/preview")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "What would come of each row of a filled file",
            description = "Nothing is stored. The body is the file as it is, at most 4 MiB. The answer's digest is what"
                    + " submitting the file asks for.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = CSV, schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary"))
                            }),
            responses = {
                @ApiResponse(responseCode = "200", description = "A verdict for each row"),
                @ApiResponse(responseCode = "404", description = "No such board, or none of the unit's"),
                @ApiResponse(responseCode = "413", description = "The file is too large"),
                @ApiResponse(responseCode = "415", description = "It is neither CSV nor XLSX"),
                @ApiResponse(responseCode = "422", description = "It is no file of this board, or not a safe one")
            })
    ResponseEntity<Rows> preview(
            @PathVariable String board,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable
                    String type,
            @RequestBody(required = false) byte @Nullable [] body,
            Actor actor) {
        files.admit(board, unit(actor));
        var file = file(body);
        var digest = digest(file);
        var checked = files.preview(board, submitter(actor), grid(file, type), digest);
        return answer(board, digest, checked);
    }

    @PostMapping("/file")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Submit the rows of a previewed file",
            description = "Rows that the preview refuses are left out; the others are submitted together, and count"
                    + " once this answers. Sending the same file again changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = CSV, schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary"))
                            }),
            responses = {
                @ApiResponse(responseCode = "200", description = "What came of each row, with its receipt"),
                @ApiResponse(responseCode = "404", description = "No such board, or none of the unit's"),
                @ApiResponse(responseCode = "412", description = "This is not the file that was previewed"),
                @ApiResponse(responseCode = "413", description = "The file is too large"),
                @ApiResponse(responseCode = "415", description = "It is neither CSV nor XLSX"),
                @ApiResponse(responseCode = "422", description = "It is no file of this board, or not a safe one"),
                @ApiResponse(responseCode = "428", description = "It has to be previewed first")
            })
    ResponseEntity<Rows> submit(
            @PathVariable String board,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable
                    String type,
            @Parameter(description = "The digest of the preview, in quotes")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            Actor actor) {
        files.admit(board, unit(actor));
        var file = file(body);
        var digest = digest(file);
        if (ifMatch == null) {
            throw new RefusalException(FileRefusals.previewRequired());
        }
        if (!ifMatch.strip().equals(tag(digest))) {
            throw new RefusalException(FileRefusals.differs(digest));
        }
        var checked = files.submit(board, submitter(actor), grid(file, type), digest);
        return answer(board, digest, checked);
    }

    private static ResponseEntity<Rows> answer(String board, String digest, Checked checked) {
        return ResponseEntity.ok()
                .eTag(tag(digest))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(Rows.of(board, digest, checked));
    }

    private static Submitter submitter(Actor actor) {
        return Submitter.of(SheetPolicy.submit(actor).orThrow());
    }

    private static String unit(Actor actor) {
        return requireNonNull(actor.unit(), "a district's unit");
    }

    private static byte[] file(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw new RefusalException(FileRefusals.empty());
        }
        if (body.length > MOST) {
            throw new RefusalException(FileRefusals.tooLarge(MOST));
        }
        return body;
    }

    private static Grid grid(byte[] file, @Nullable String type) {
        var kind = type == null ? "" : type.replaceFirst(";.*", "").strip();
        if (kind.equalsIgnoreCase(CSV)) {
            return CsvFiles.read(file);
        }
        if (kind.equalsIgnoreCase(XLSX)) {
            return XlsxFiles.read(file);
        }
        throw new RefusalException(FileRefusals.typeUnsupported());
    }

    private static String tag(String digest) {
        return "\"" + digest + "\"";
    }

    private static String digest(byte[] file) {
        try {
            return "sha-256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * What came, or would come, of a file.
     *
     * @param digest over the file
     * @param counting how many of the rows are not refused
     * @param refused how many are
     * @param untouched the rows that name a sheet and say nothing of it yet: nothing comes of them
     */
    record Rows(String board, String digest, int counting, int refused, List<Row> rows, List<Integer> untouched) {

        static Rows of(String board, String digest, Checked checked) {
            var refused = (int) checked.rows().stream()
                    .filter(row -> row.verdict() == Verdict.REFUSED)
                    .count();
            return new Rows(
                    board,
                    digest,
                    checked.rows().size() - refused,
                    refused,
                    checked.rows().stream().map(Row::of).toList(),
                    checked.untouched());
        }
    }

    /**
     * One row.
     *
     * @param row its number as a spreadsheet shows it
     * @param receipt of the revision that stands; absent when there is none yet
     * @param problem why it does not count
     */
    record Row(
            int row,
            @Nullable String kind,
            @Nullable String scorer,
            @Nullable String target,
            @Nullable Long replaces,
            Verdict verdict,
            @Nullable Receipt receipt,
            @Nullable Map<String, Object> problem) {

        static Row of(CheckedRow checked) {
            var submission = checked.submission();
            var refusal = checked.refusal();
            return new Row(
                    checked.row(),
                    submission.kind(),
                    submission.scorer(),
                    submission.target(),
                    submission.replaces(),
                    checked.verdict(),
                    checked.receipt(),
                    refusal == null ? null : refusal.toProblem());
        }
    }
}
