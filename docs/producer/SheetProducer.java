import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends score sheets of one district over Kafka, and says what became of each.
 *
 * <p>Its one argument is a file with a sheet on each line. Running it again is harmless: a line that was stored already
 * is answered {@code REPEATED}. The environment says where to, and as whom:
 *
 * <pre>
 * THIDUA_UNIT            the district's unit, such as DD
 * THIDUA_KAFKA           the brokers, such as localhost:9092
 * THIDUA_KAFKA_USER      the district's system, such as he-thong-dd
 * THIDUA_KAFKA_PASSWORD  its password
 * THIDUA_KAFKA_PROTOCOL  SASL_SSL when nothing else is said; SASL_PLAINTEXT on one machine
 * </pre>
 *
 * <p>Exit status: 0 when every sheet is stored, 1 when some were refused, 2 when something is missing to begin with, 3
 * when not every sheet could be sent or was answered in a minute: run it again.
 */
class SheetProducer {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String file;
    private final String unit = setting("THIDUA_UNIT");
    private final String source = "/" + unit + "/sheet-producer";

    SheetProducer(String file) {
        this.file = file;
    }

    public static void main(String[] arguments) throws Exception {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
        if (arguments.length != 1) {
            throw exit(2, "usage: SheetProducer.java <file with a sheet on each line>");
        }
        try {
            System.exit(new SheetProducer(arguments[0]).run());
        } catch (IOException e) {
            throw exit(2, "cannot read " + e.getMessage());
        } catch (ExecutionException | KafkaException e) {
            throw exit(3, "not everything could be sent: " + e.getMessage());
        }
    }

    private int run() throws Exception {
        var sheets = new LinkedHashMap<String, Line>();
        var number = 0;
        for (var line : Files.readAllLines(Path.of(file))) {
            number++;
            if (!line.isBlank()) {
                sheets.put(id(line), new Line(number, line));
            }
        }
        try (var answers = new KafkaConsumer<>(connection(), new StringDeserializer(), new StringDeserializer());
                var producer = new KafkaProducer<>(producing(), new StringSerializer(), new StringSerializer())) {
            listenFromNowOn(answers);
            send(producer, sheets);
            return readAnswers(answers, sheets);
        }
    }

    /** The same line has the same id whenever it is sent, another line has another. */
    private static String id(String line) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(line.getBytes(UTF_8));
        return HexFormat.of().formatHex(digest, 0, 16);
    }

    private Map<String, Object> connection() {
        var login = "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";
        var protocol = System.getenv("THIDUA_KAFKA_PROTOCOL");
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", setting("THIDUA_KAFKA"));
        settings.put("security.protocol", protocol == null ? "SASL_SSL" : protocol);
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                login.formatted(quoted(setting("THIDUA_KAFKA_USER")), quoted(setting("THIDUA_KAFKA_PASSWORD"))));
        return settings;
    }

    private Map<String, Object> producing() {
        var settings = connection();
        settings.put("acks", "all"); // sent means: on every in-sync replica
        settings.put("enable.idempotence", true); // the client's own retries make no second record, and keep the order
        return settings;
    }

    /** Where the answers end now: those to what is sent from here on come after. No consumer group is needed. */
    private void listenFromNowOn(KafkaConsumer<String, String> answers) {
        var partition = new TopicPartition("thidua.intake-results.v1." + unit, 0);
        answers.assign(List.of(partition));
        answers.seekToEnd(List.of(partition));
        answers.position(partition); // only this looks where the end is
    }

    private void send(KafkaProducer<String, String> producer, Map<String, Line> sheets) throws Exception {
        var sent = new ArrayList<Future<?>>();
        sheets.forEach((id, line) -> {
            var message = new ProducerRecord<>("thidua.intake.v1." + unit, id, line.sheet());
            message.headers()
                    .add("ce_specversion", "1.0".getBytes(UTF_8))
                    .add("ce_id", id.getBytes(UTF_8))
                    .add("ce_source", source.getBytes(UTF_8))
                    .add("ce_type", "vn.thidua.intake.score-sheet.v1".getBytes(UTF_8))
                    .add("ce_time", Instant.now().toString().getBytes(UTF_8))
                    .add("content-type", "application/json".getBytes(UTF_8));
            sent.add(producer.send(message));
        });
        for (var acknowledgement : sent) {
            acknowledgement.get();
        }
    }

    private int readAnswers(KafkaConsumer<String, String> answers, Map<String, Line> waiting) {
        var outcomes = new HashMap<String, Integer>();
        var deadline = Instant.now().plus(PATIENCE);
        while (!waiting.isEmpty() && Instant.now().isBefore(deadline)) {
            for (var answer : answers.poll(Duration.ofSeconds(1))) {
                // An answer may come twice, and another system of the district may be sending, too.
                var line = source.equals(answer.key()) ? waiting.remove(text(answer.value(), "event")) : null;
                if (line != null) {
                    var outcome = text(answer.value(), "outcome");
                    outcomes.merge(outcome, 1, Integer::sum);
                    System.out.printf("%s:%d %s %s%n", file, line.number(), outcome, answer.value());
                }
            }
        }
        waiting.values().forEach(line -> System.out.printf("%s:%d not answered yet%n", file, line.number()));
        System.out.printf(
                "%d accepted, %d repeated, %d refused%n",
                outcomes.getOrDefault("ACCEPTED", 0),
                outcomes.getOrDefault("REPEATED", 0),
                outcomes.getOrDefault("REFUSED", 0));
        return waiting.isEmpty() ? outcomes.containsKey("REFUSED") ? 1 : 0 : 3;
    }

    /** A text of an answer. Your program has a JSON library for this; here one file has to do. */
    private static String text(String json, String name) {
        var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
        return found.find() ? found.group(1) : "";
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String setting(String name) {
        var value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw exit(2, name + " is not set");
        }
        return value;
    }

    private static Error exit(int status, String why) {
        System.err.println(why);
        System.exit(status);
        return new Error(why);
    }

    private record Line(int number, String sheet) {}
}
