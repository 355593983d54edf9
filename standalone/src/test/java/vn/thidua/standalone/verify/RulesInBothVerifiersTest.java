package vn.thidua.standalone.verify;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.UnitRef;
import vn.thidua.proof.entry.Entry;
import vn.thidua.proof.entry.Recused;
import vn.thidua.proof.entry.Sheet;
import vn.thidua.proof.log.DirectoryTileStore;
import vn.thidua.proof.log.SeasonLog;
import vn.thidua.proof.note.SigningKey;
import vn.thidua.rules.Members;
import vn.thidua.rules.Outcome;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.RandomCase;
import vn.thidua.rules.StandingsRows;
import vn.thidua.rules.Table;
import vn.thidua.scoring.proof.Entries;

/** Written apart from each other, in two languages, from the same description. */
@DisplayName("Under any score table with rules, from any log")
class RulesInBothVerifiersTest {

    private static final int CASES = Integer.getInteger("cases", 150);
    private static final long SEED = Long.getLong("seed", 20191105L);
    private static final String CLUSTER = "cum-ngau-nhien";
    private static final String ORIGIN = "thidua/" + CLUSTER + "/2019";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("the second verifier, the first one and the rules engine agree to the last hundredth")
    void bothAgree() throws Exception {
        var key = SigningKey.generate(ORIGIN, new SecureRandom());
        var log = SeasonLog.create(new DirectoryTileStore(folder.resolve("log")), key);
        var expected = new LinkedHashMap<String, List<Row>>();
        var first = new LinkedHashMap<String, LoggedBoard>();
        for (var number = 0; number < CASES; number++) {
            var drawn = RandomCase.of(SEED + number);
            var board = CLUSTER + ":2019-" + number;
            var logged = new LoggedBoard(board, new Findings());
            first.put(board, logged);
            append(log, logged, Entries.opened(opened(board, drawn)));
            for (var sheet : vn.thidua.rules.Sheet.newest(drawn.log).values()) {
                if (isTaken(sheet, drawn.members)) {
                    append(log, logged, entry(board, sheet));
                }
            }
            var recusals = recusals(drawn);
            append(log, logged, recused(board, recusals));
            var table = Table.of(drawn.table);
            expected.put(
                    board,
                    new StandingsRows(table, drawn.members)
                            .rows(Outcome.compute(
                                    table, drawn.members, drawn.log, Proceedings.of(recusals, List.of()))));
        }
        log.publish();

        var second = python(key).path("standings");
        for (var board : expected.keySet()) {
            assertThat(shown(second.at("/" + board.replace("/", "~1") + "/rows")))
                    .as("Python, seed %d, %s", SEED, board)
                    .isEqualTo(shown(requireNonNull(expected.get(board))));
            assertThat(shown(requireNonNull(first.get(board)).standings(Long.MAX_VALUE)))
                    .as("Java, seed %d, %s", SEED, board)
                    .isEqualTo(shown(requireNonNull(expected.get(board))));
        }
    }

    /** Of members by members: who could appraise is not in the log. */
    private static List<Proceedings.Recusal> recusals(RandomCase drawn) {
        var units = drawn.members.units().stream().map(UnitRef::id).toList();
        return drawn.proceedings.recusals().stream()
                .filter(recusal -> units.contains(recusal.scorer()) && units.contains(recusal.target()))
                .filter(recusal -> !recusal.scorer().equals(recusal.target()))
                .toList();
    }

    private static Recused recused(String board, List<Proceedings.Recusal> recusals) {
        return new Recused(
                board,
                2,
                Instant.EPOCH,
                recusals.stream()
                        .map(recusal -> new Recused.Recusal(recusal.scorer(), recusal.target(), null))
                        .toList());
    }

    /** The service takes no others. */
    private static boolean isTaken(vn.thidua.rules.Sheet sheet, Members members) {
        var units = members.units().stream().map(UnitRef::id).toList();
        return units.contains(sheet.target())
                && switch (sheet.kind()) {
                    case SELF -> sheet.scorer().equals(sheet.target());
                    case PEER ->
                        units.contains(sheet.scorer()) && !sheet.scorer().equals(sheet.target());
                    case APPRAISAL_1, APPRAISAL_2 ->
                        members.appraisers().stream().anyMatch(appraiser -> isFrom(sheet, appraiser));
                };
    }

    private static boolean isFrom(vn.thidua.rules.Sheet sheet, Members.Appraiser appraiser) {
        var targets = appraiser.targets();
        return appraiser.unit().id().equals(sheet.scorer())
                && !sheet.scorer().equals(sheet.target())
                && (appraiser.kind() == null || appraiser.kind() == sheet.kind())
                && (targets == null || targets.contains(sheet.target()));
    }

    private static void append(SeasonLog log, LoggedBoard logged, Entry entry) {
        logged.add(log.append(entry.encode()), Entry.decode(entry.encode()));
    }

    private static ScoringOpened opened(String board, RandomCase drawn) {
        return new ScoringOpened(
                board,
                1,
                Instant.EPOCH,
                new ClusterRef(CLUSTER, "Cụm"),
                board.substring(CLUSTER.length() + 1),
                2019,
                null,
                null,
                drawn.members.units().getFirst().id(),
                drawn.members.units(),
                drawn.table,
                null);
    }

    private static Sheet entry(String board, vn.thidua.rules.Sheet sheet) {
        return Sheet.accepted(
                board,
                1,
                Instant.EPOCH,
                Sheet.Kind.valueOf(sheet.kind().name()),
                sheet.scorer(),
                sheet.target(),
                sheet.marks(),
                sheet.adjustments().stream()
                        .map(adjustment -> new Sheet.Adjustment(adjustment.rule(), adjustment.points(), null))
                        .toList());
    }

    private JsonNode python(SigningKey key) throws Exception {
        var out = folder.resolve("out").toFile();
        var python = new ProcessBuilder(
                        "python3",
                        Path.of("..", "docs", "verifier", "verify.py").toString(),
                        folder.resolve("log").toString(),
                        "--key",
                        key.verifier().toString(),
                        "--json")
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
        assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
        var text = Files.readString(out.toPath());
        assertThat(python.exitValue()).as(text).isZero();
        return JsonMapper.shared().readTree(text);
    }

    private static List<Map<String, Object>> shown(JsonNode rows) {
        return rows.valueStream()
                .map(row -> {
                    var shown = new LinkedHashMap<String, Object>();
                    shown.put("unit", row.at("/unit/id").asString());
                    for (var name : List.of(
                            "rank", "base", "bonus", "penalty", "total", "self", "peersCounted", "peersExpected")) {
                        shown.put(name, row.has(name) ? row.get(name).asInt() : "absent");
                    }
                    shown.put("tied", row.get("tied").asBoolean());
                    shown.put("class", row.at("/classification/code").asString(""));
                    return (Map<String, Object>) shown;
                })
                .toList();
    }

    private static List<Map<String, Object>> shown(List<Row> rows) {
        return shown(vn.thidua.events.EventJson.mapper().valueToTree(rows));
    }
}
