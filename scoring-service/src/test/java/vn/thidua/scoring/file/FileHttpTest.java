package vn.thidua.scoring.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.RunningScoring.API;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.thidua.events.Adjustment;
import vn.thidua.scoring.RunningScoring;
import vn.thidua.scoring.RunningScoring.Answer;
import vn.thidua.scoring.Sample;

/** Files as a district's officer uses them: download, fill in, look, submit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileHttpTest {

    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String HEADER = "kind;scorer;target;replaces;I.1;I.2;II.1;BON.1;BON.1/note;BON.2;BON.2/note;"
            + "PEN.1;PEN.1/note;PEN.2;PEN.2/note\n";

    private final RunningScoring scoring = RunningScoring.embedded("files");
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    void stop() {
        http.shutdownNow();
        scoring.close();
    }

    /** The whole template of the sample's Hai Bà Trưng, letter by letter. */
    @Test
    void theTemplateOfTheSampleIsAsItAlwaysWas() throws IOException {
        var board = open("cum-vang");
        scoring.submit(Sample.self(board, "HBT")).isSuccess();
        scoring.submit(Sample.with(
                        Sample.peer(board, "HBT", "DD", Sample.marks(600, 450, 900)),
                        new Adjustment("BON.1", 150, "=HYPERLINK(\"http://x\")"),
                        new Adjustment("PEN.1", -50, "chậm; một lần")))
                .isSuccess();

        var answer = scoring.district("HBT").get(template(board, "csv"));

        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"phieu-cum-vang-2019-HBT.csv\"");
        try (var golden = getClass().getResourceAsStream("/files/cum-vang-2019-HBT.csv")) {
            assertThat(answer.response().body()).isEqualTo(new String(golden.readAllBytes(), UTF_8));
        }
    }

    @Test
    void downloadFillLookSubmit() {
        var board = open("cum-tron");
        var empty = csvTemplate(board);
        assertThat(preview(board, empty).json().path("rows")).isEmpty();
        assertThat(preview(board, empty).json().path("untouched")).hasSize(3);

        var filled = empty.replaceAll("(;Quận [^;\r\n]*;);;;(;*)\r\n", "$1;5,5;4;8.5$2\r\n");
        var looked = preview(board, filled);
        assertThat(verdicts(looked)).containsExactly("NEW", "NEW", "NEW");
        assertThat(sheet(board, "DD").status())
                .as("nothing is stored by looking")
                .isEqualTo(404);

        var submitted = submit(board, filled, looked.at("/digest"));
        assertThat(verdicts(submitted)).containsExactly("NEW", "NEW", "NEW");
        assertThat(submitted.at("/rows/1/receipt/sheet")).isEqualTo(board + "/PEER/HBT/DD");
        assertThat(sheet(board, "DD").at("/digest")).isEqualTo(submitted.at("/rows/1/receipt/digest"));
        assertThat(verdicts(submit(board, filled, looked.at("/digest"))))
                .as("the same file again")
                .containsExactly("UNCHANGED", "UNCHANGED", "UNCHANGED");

        var downloaded = csvTemplate(board);
        assertThat(verdicts(preview(board, downloaded))).containsExactly("UNCHANGED", "UNCHANGED", "UNCHANGED");
        var corrected = downloaded.replaceFirst("(Đống Đa;1;)5,50", "$16,00");
        var lookedAgain = preview(board, corrected);
        assertThat(verdicts(lookedAgain)).containsExactly("UNCHANGED", "CORRECTION", "UNCHANGED");
        assertThat(submit(board, corrected, lookedAgain.at("/digest")).at("/rows/1/receipt/revision"))
                .isEqualTo("2");
        assertThat(sheet(board, "DD").json().path("marks").path("I.1").asInt()).isEqualTo(600);
    }

    @Test
    void aWorkbookMakesTheSameRound() throws Exception {
        var board = open("cum-xlsx");
        for (var target : List.of("DD", "HK")) {
            scoring.submit(Sample.peer(board, "HBT", target, Sample.marks(500, 450, 800)))
                    .isSuccess();
        }

        var file = download(board, "xlsx");
        var looked = send(board, "/file/preview", XLSX, file);

        assertThat(verdicts(looked)).containsExactly("UNCHANGED", "UNCHANGED");
        var submitted = send(board, "/file", XLSX, file, "If-Match", "\"" + looked.at("/digest") + "\"");
        assertThat(verdicts(submitted)).containsExactly("UNCHANGED", "UNCHANGED");
        assertThat(submitted.at("/rows/0/receipt/revision")).isEqualTo("1");
    }

    @Test
    void whatChangedSinceTheLookIsRefusedAndTheOthersCount() {
        var board = open("cum-cu");
        var file = HEADER + row("PEER;HBT;DD", "") + row("PEER;HBT;HK", "");
        var looked = preview(board, file);
        assertThat(verdicts(looked)).containsExactly("NEW", "NEW");
        scoring.submit(Sample.peer(board, "HBT", "DD", Sample.marks(0, 0, 0))).isSuccess();

        var submitted = submit(board, file, looked.at("/digest"));

        assertThat(verdicts(submitted)).containsExactly("REFUSED", "NEW");
        assertThat(submitted.at("/rows/0/problem/type")).isEqualTo("urn:thidua:problem:revision-required");
        assertThat(sheet(board, "DD").json().path("marks").path("I.1").asInt()).isZero();

        var stale = HEADER + row("PEER;HBT;DD", "1");
        var lookedAgain = preview(board, stale);
        assertThat(verdicts(lookedAgain)).containsExactly("CORRECTION");
        scoring.submit(Sample.replacing(Sample.peer(board, "HBT", "DD", Sample.marks(50, 0, 0)), 1))
                .isSuccess();
        assertThat(submit(board, stale, lookedAgain.at("/digest")).at("/rows/0/problem/type"))
                .isEqualTo("urn:thidua:problem:revision-stale");
    }

    @Test
    void rowsThatBreakRulesNameTheirCells() {
        var board = open("cum-sai");
        var file = HEADER
                + "PEER;HBT;DD;;-1;4,3;abc;9;;;;;;;\n"
                + row("PEER;HBT;HBT", "")
                + row("PEER;HBT;ZZ", "")
                + row("SELF;HBT;HBT", "")
                + row("SELF;HBT;HBT", "");

        var looked = preview(board, file);

        assertThat(verdicts(looked)).containsOnly("REFUSED");
        assertThat(errors(looked, 0))
                .containsExactly(
                        "/rows/2/II.1 points-unreadable",
                        "/rows/2/I.1 mark-negative",
                        "/rows/2/I.2 mark-not-a-step",
                        "/rows/2/BON.1 bonus-above-max",
                        "/rows/2 bonus-sum-above-max");
        assertThat(looked.at("/rows/0/problem/errors/1/detail")).startsWith("Ô E2: Điểm của tiêu chí I.1");
        assertThat(looked.at("/rows/0/problem/errors/1/detailEn")).startsWith("Cell E2: The mark for I.1");
        assertThat(errors(looked, 1)).containsExactly("/rows/3/target peer-scores-itself");
        assertThat(errors(looked, 2)).containsExactly("/rows/4/target not-a-member");
        assertThat(errors(looked, 3)).containsExactly("/rows/5 sheet-twice");
        assertThat(errors(looked, 4)).containsExactly("/rows/6 sheet-twice");
        assertThat(verdicts(submit(board, file, looked.at("/digest")))).containsOnly("REFUSED");
    }

    @Test
    void othersSheetsAreRefusedAndNotLookedAt() {
        var board = open("cum-khac");
        scoring.submit(Sample.peer(board, "DD", "HK", Sample.marks(550, 400, 850)))
                .isSuccess();
        var file = HEADER + row("PEER;DD;HK", "") + row("PEER;HBT;HK", "");

        var looked = preview(board, file);

        assertThat(verdicts(looked)).containsExactly("REFUSED", "NEW");
        assertThat(errors(looked, 0)).containsExactly("/rows/2/scorer scorer-foreign");
        assertThat(verdicts(submit(board, file, looked.at("/digest")))).containsExactly("REFUSED", "NEW");
    }

    @Test
    void onlyTheFileThatWasLookedAtIsSubmitted() {
        var board = open("cum-khop");
        var file = HEADER + row("PEER;HBT;DD", "");

        assertThat(send(board, "/file", CSV, file.getBytes(UTF_8)).at("/type"))
                .isEqualTo("urn:thidua:problem:preview-required");
        var digest = preview(board, file).at("/digest");
        var other = submit(board, file + " ", digest);
        assertThat(other.status()).isEqualTo(412);
        assertThat(other.at("/type")).isEqualTo("urn:thidua:problem:file-differs");
        assertThat(sheet(board, "DD").status()).isEqualTo(404);
    }

    @Test
    void aClosedBoardTakesNoRows() {
        var board = open("cum-dong");
        var file = HEADER + row("PEER;HBT;DD", "") + row("PEER;HBT;HK", "");
        var one = HEADER + row("PEER;HBT;DD", "");
        submit(board, one, preview(board, one).at("/digest")).isSuccess();
        var looked = preview(board, file);
        scoring.close(board, Map.of("missingBecause", "thử")).isSuccess();

        assertThat(verdicts(preview(board, file))).containsExactly("UNCHANGED", "REFUSED");
        var submitted = submit(board, file, looked.at("/digest"));
        assertThat(verdicts(submitted)).containsExactly("UNCHANGED", "REFUSED");
        assertThat(submitted.at("/rows/1/problem/type")).isEqualTo("urn:thidua:problem:scoring-closed");
    }

    @Test
    void filesAreForMembersOnly() {
        var board = open("cum-quyen");
        var file = (HEADER + row("PEER;HBT;DD", "")).getBytes(UTF_8);
        for (var path : List.of("/template.csv", "/template.xlsx")) {
            assertThat(scoring.district("LB").get(sheets(board) + path).status())
                    .isEqualTo(404);
            assertThat(scoring.district("HBT").get(sheets("cum-la:2019") + path).status())
                    .isEqualTo(404);
            assertThat(scoring.city().get(sheets(board) + path).status()).isEqualTo(403);
            assertThat(scoring.operations().get(sheets(board) + path).status()).isEqualTo(403);
            assertThat(scoring.publicReader().get(sheets(board) + path).status())
                    .isEqualTo(403);
            assertThat(scoring.nobody().get(sheets(board) + path).status()).isEqualTo(401);
        }
        for (var path : List.of("/file", "/file/preview")) {
            var to = "/boards/" + board + "/sheets" + path;
            var body = BodyPublishers.ofByteArray(file);
            var foreign = scoring.district("LB").post(to, body, "Content-Type", CSV, "If-Match", digestOf(file));
            assertThat(foreign.at("/type")).isEqualTo("urn:thidua:problem:board-unknown");
            assertThat(scoring.city().post(to, body, "Content-Type", CSV).status())
                    .isEqualTo(403);
            assertThat(scoring.operations().post(to, body, "Content-Type", CSV).status())
                    .isEqualTo(403);
        }
    }

    @Test
    void typesAndSizesAreLimited() {
        var board = open("cum-lon");

        assertThat(send(board, "/file/preview", "application/vnd.ms-excel", new byte[] {1})
                        .at("/type"))
                .isEqualTo("urn:thidua:problem:file-type-unsupported");
        assertThat(send(board, "/file/preview", CSV, new byte[0]).at("/type"))
                .isEqualTo("urn:thidua:problem:file-unreadable");
        assertThat(send(board, "/file/preview", CSV, new byte[4 * 1024 * 1024 + 1])
                        .status())
                .isEqualTo(413);
        var notes = "x".repeat(900);
        var large = HEADER + ("PEER;HBT;DD;;5;4;8;1;" + notes + ";;;;;;\n").repeat(1_000);
        assertThat(preview(board, large).isSuccess().json().path("refused").asInt())
                .isEqualTo(1_000);
    }

    private String open(String cluster) {
        var board = cluster + ":2019";
        scoring.open(board);
        return board;
    }

    private static String row(String sheet, String replaces) {
        return sheet + ";" + replaces + ";5,5;4;8,5;;;;;;;;\n";
    }

    private static String sheets(String board) {
        return API + "/boards/" + board + "/sheets";
    }

    private static String template(String board, String ending) {
        return sheets(board) + "/template." + ending;
    }

    private String csvTemplate(String board) {
        return scoring.district("HBT")
                .get(template(board, "csv"))
                .isSuccess()
                .response()
                .body();
    }

    private byte[] download(String board, String ending) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + scoring.port() + template(board, ending)))
                .header("Authorization", "Bearer " + scoring.issuer().district("HBT"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private Answer sheet(String board, String target) {
        return scoring.district("HBT").get(sheets(board) + "/PEER/HBT/" + target);
    }

    private Answer preview(String board, String file) {
        return send(board, "/file/preview", CSV, file.getBytes(UTF_8)).isSuccess();
    }

    private Answer submit(String board, String file, String digest) {
        return send(board, "/file", CSV, file.getBytes(UTF_8), "If-Match", "\"" + digest + "\"");
    }

    private static String digestOf(byte[] file) {
        return "\"sha-256:" + file.length + "\"";
    }

    private Answer send(String board, String path, String type, byte[] file, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", type));
        all.addAll(List.of(headers));
        return scoring.district("HBT")
                .post(
                        "/boards/" + board + "/sheets" + path,
                        BodyPublishers.ofByteArray(file),
                        all.toArray(String[]::new));
    }

    private static List<String> verdicts(Answer answer) {
        var verdicts = new ArrayList<String>();
        answer.isSuccess()
                .json()
                .path("rows")
                .forEach(row -> verdicts.add(row.path("verdict").asString("")));
        return verdicts;
    }

    private static List<String> errors(Answer answer, int row) {
        var errors = new ArrayList<String>();
        answer.json()
                .path("rows")
                .path(row)
                .path("problem")
                .path("errors")
                .forEach(error -> errors.add(error.path("pointer").asString("") + " "
                        + error.path("rule").asString("")));
        return errors;
    }
}
