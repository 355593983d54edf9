package vn.thidua.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills the writing process at some moment and looks whether everything it had been promised is there. */
class AcknowledgedWritesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {20191105, 2, 3})
    void surviveTheKillingOfTheProcess(long seed) throws Exception {
        var random = new Random(seed);
        Map<String, Integer> promised = writeUntilKilledAfter(100 + random.nextInt(1_500), folder);
        assertThat(promised).isNotEmpty();
        check(folder, promised, seed);
    }

    private static Map<String, Integer> writeUntilKilledAfter(int lines, Path data) throws Exception {
        var acknowledged = new HashMap<String, Integer>();
        Process writer = start(data);
        try (BufferedReader output = writer.inputReader()) {
            String line;
            for (int read = 0; (line = output.readLine()) != null; ) {
                if (!line.startsWith(AcknowledgingWriter.MARK)) {
                    continue;
                }
                String[] words = line.split(" ", 3);
                acknowledged.put(words[1], Integer.valueOf(words[2]));
                read++;
                if (read == lines) {
                    // By its handle: the process itself would close the stream we still read.
                    writer.toHandle().destroyForcibly();
                }
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    private static Process start(Path data) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.add("-XX:+UseSerialGC");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(AcknowledgingWriter.class.getName());
        command.add(data.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void check(Path data, Map<String, Integer> acknowledged, long seed) {
        try (var store = EmbeddedStore.start(data, 0);
                var client = MongoClients.create(store.connectionString())) {
            var sheets = client.getDatabase("scoring").getCollection("sheets");
            acknowledged.forEach((id, version) -> {
                Document sheet = sheets.find(new Document("_id", id)).first();
                if (version == AcknowledgingWriter.MAYBE_GONE) {
                    return;
                }
                assertThat(sheet).as("sheet %s, seed %d", id, seed).isNotNull();
                assertThat(sheet.getInteger("version")).isGreaterThanOrEqualTo(version);
                assertThat(sheet.getInteger("receipt")).isEqualTo(sheet.getInteger("version"));
            });
            // The indexes and the documents tell the same story, and every document can still be changed.
            for (int writer = 0; writer < AcknowledgingWriter.WRITERS; writer++) {
                String board = "writer-" + writer;
                var indexed = new TreeSet<String>();
                sheets.find(new Document("board", board)).forEach(sheet -> indexed.add(sheet.getString("_id")));
                var all = new TreeSet<String>();
                sheets.find().forEach(sheet -> {
                    if (sheet.getString("board").equals(board)) {
                        all.add(sheet.getString("_id"));
                    }
                });
                assertThat(indexed).isEqualTo(all);
            }
            sheets.find().into(new ArrayList<>()).forEach(sheet -> {
                var guard = new Document("_id", sheet.getString("_id")).append("version", sheet.getInteger("version"));
                assertThat(sheets.updateOne(guard, new Document("$inc", new Document("version", 1)))
                                .getModifiedCount())
                        .isOne();
            });
        }
    }
}
