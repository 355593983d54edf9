package vn.thidua.bench.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.board.Generator;
import vn.thidua.bench.board.Recount;
import vn.thidua.bench.load.Ledger;
import vn.thidua.bench.load.Script;
import vn.thidua.bench.load.Submission;
import vn.thidua.bench.run.Findings;
import vn.thidua.events.Receipt;

/** The checks are worth something only if they find what is wrong: each defect here is planted. */
class ChecksTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Findings findings = new Findings();
    private final Ledger ledger = new Ledger(findings);
    private final Random random = new Random(3);
    private final GeneratedBoard board = new Generator(random).boards("t", 36).getFirst();
    private final List<Submission> submissions = Script.interleaved(Script.of(List.of(board), random), random);

    @BeforeEach
    void everythingIsAcknowledged() {
        submissions.forEach(submission -> ledger.acknowledge(submission, receipt(submission, "ok")));
        assertThat(board.sheets()).anyMatch(sheet -> sheet.revisions() == 2);
    }

    @Test
    void nothingIsFoundWhenAllIsWell() {
        compare(manifest());
        assertThat(StandingsCheck.differences(board, standings())).isEmpty();
        assertThat(findings.found().nothing()).isTrue();
    }

    @Test
    void aSheetThatIsNotInTheManifestIsLost() {
        var manifest = manifest();
        manifest.remove(7);
        compare(manifest);
        found(1, 0, 0);
    }

    @Test
    void aSheetThatIsTwiceInTheManifestIsCountedTwice() {
        var manifest = manifest();
        manifest.add(manifest.get(7));
        compare(manifest);
        found(0, 1, 0);
    }

    @Test
    void aRepeatThatBecameARevisionIsCountedTwice() {
        var manifest = manifest();
        ((ObjectNode) manifest.get(7)).put("revision", 3);
        compare(manifest);
        found(0, 1, 0);
    }

    @Test
    void aCorrectionThatDoesNotCountIsLost() {
        var manifest = manifest();
        for (var entry : manifest) {
            if (entry.path("revision").asInt() == 2) {
                ((ObjectNode) entry).put("revision", 1);
                break;
            }
        }
        compare(manifest);
        found(1, 0, 0);
    }

    @Test
    void anotherContentThanTheReceiptsIsWrong() {
        var manifest = manifest();
        ((ObjectNode) manifest.get(7)).put("digest", "sha-256:other");
        compare(manifest);
        found(0, 0, 1);
    }

    @Test
    void aSheetThatNobodySentIsWrong() {
        var manifest = manifest();
        manifest.addObject().put("sheet", board.id() + "/PEER/X/Y").put("revision", 1);
        compare(manifest);
        found(0, 0, 1);
    }

    @Test
    void aSecondReceiptThatDiffersIsWrong() {
        ledger.acknowledge(submissions.getFirst(), receipt(submissions.getFirst(), "other"));
        found(0, 0, 1);
    }

    @Test
    void aHundredthTooMuchIsADifference() {
        var standings = standings();
        var row = (ObjectNode) standings.path("rows").get(2);
        row.put("total", row.path("total").asInt() + 1);
        assertThat(StandingsCheck.differences(board, standings))
                .singleElement()
                .satisfies(difference -> assertThat(difference).contains("total"));
    }

    @Test
    void aPeerThatIsNotCountedIsADifference() {
        var standings = standings();
        ((ObjectNode) standings.path("rows").get(2)).put("peersCounted", 4);
        assertThat(StandingsCheck.differences(board, standings)).hasSize(1);
    }

    @Test
    void aUnitWithoutARowIsADifference() {
        var standings = standings();
        ((ArrayNode) standings.path("rows")).remove(0);
        assertThat(StandingsCheck.differences(board, standings)).hasSize(1);
    }

    private void compare(JsonNode manifest) {
        new ManifestCheck(ledger, findings).compare(board, manifest);
    }

    private void found(int lost, int countedTwice, int wrong) {
        var found = findings.found();
        assertThat(List.of(found.lost(), found.countedTwice(), found.wrong()))
                .as(found.examples().toString())
                .containsExactly((long) lost, (long) countedTwice, (long) wrong);
    }

    private static Receipt receipt(Submission submission, String digest) {
        return new Receipt(
                submission.sheet().id(),
                submission.revision(),
                "sha-256:" + digest + submission.revision(),
                Instant.parse("2019-11-05T07:00:00Z"));
    }

    private ArrayNode manifest() {
        var manifest = JSON.createArrayNode();
        board.sheets()
                .forEach(sheet -> manifest.addObject()
                        .put("sheet", sheet.id())
                        .put("revision", sheet.revisions())
                        .put("digest", "sha-256:ok" + sheet.revisions()));
        return manifest;
    }

    private ObjectNode standings() {
        var standings = JSON.createObjectNode().put("sheetsCounted", 36);
        var rows = standings.putArray("rows");
        var recount = Recount.of(board);
        board.units().forEach(unit -> {
            var place = requireNonNull(recount.get(unit));
            var row = rows.addObject();
            row.putObject("unit").put("id", unit);
            row.put("rank", place.rank())
                    .put("tied", place.tied())
                    .put("peersCounted", 5)
                    .put("base", place.base().movePointRight(2).intValueExact())
                    .put("bonus", place.bonus().movePointRight(2).intValueExact())
                    .put("penalty", place.penalty().movePointRight(2).intValueExact())
                    .put("total", place.total().movePointRight(2).intValueExact());
        });
        return standings;
    }
}
