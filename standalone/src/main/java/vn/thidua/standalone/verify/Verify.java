package vn.thidua.standalone.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.thidua.embedded.store.EmbeddedStore;
import vn.thidua.events.Standings.Row;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.MalformedNote;
import vn.thidua.proof.note.SigningKey;
import vn.thidua.standalone.access.DemoClients;

/** Recomputes a board's standings from its season's log, and compares everything with it. */
@Command(
        name = "verify",
        description = {
            "Kiểm tra kết quả của một bảng: tính lại từ nhật ký, so với bảng xếp hạng, biên nhận và điểm kiểm tra cũ.",
            "Check a board's results: recompute them from the log, compare the standings, receipts and older checkpoints.",
            "Exit status: 0 nothing differs, 1 something differs, 2 it could not be checked."
        },
        mixinStandardHelpOptions = true)
public final class Verify implements Callable<Integer> {

    private static final Pattern BOARD = Pattern.compile("([^:]+):([12][0-9]{3})(-.+)?");
    private static final Locale VIETNAMESE = Locale.of("vi", "VN");
    private static final String KEY_FILE = "identity/season-log-key.pem";

    @Parameters(paramLabel = "BOARD", description = "for example hn-mttq-cum-1:2019")
    private String board = "";

    @Option(names = "--receipt", paramLabel = "FILE", description = "a receipt as the API gave it; may be repeated")
    private List<Path> receipts = List.of();

    @Option(names = "--older", paramLabel = "FILE", description = "a checkpoint of before; may be repeated")
    private List<Path> older = List.of();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "name+id+key of the log, as you know it from elsewhere (default: as it is published there)")
    private List<String> keys = List.of();

    @Option(names = "--against", paramLabel = "URL", description = "a running system (default: http://localhost:8080)")
    private @Nullable URI against;

    @Option(
            names = "--client",
            paramLabel = "ID",
            description = "with --against: whose credentials; the secret is THIDUA_DEMO_PASSWORD"
                    + " (default: ${DEFAULT-VALUE})")
    private String client = DemoClients.CITY;

    @Option(names = "--data", paramLabel = "FOLDER", description = "the data of a stopped system: all databases in it")
    private @Nullable Path data;

    @Option(names = "--mongodb", paramLabel = "URI", description = "the databases of a running system; needs --key")
    private @Nullable String mongodb;

    @Option(names = "--log", paramLabel = "FOLDER", description = "a copy of the log's files; needs --key")
    private @Nullable Path log;

    @Option(names = "--standings", paramLabel = "FILE", description = "with --log: standings as they were published")
    private @Nullable Path standings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try {
            return verify(out);
        } catch (CannotCheck | UncheckedIOException | IllegalStateException e) {
            out.println("  không kiểm được · could not check: " + e.getMessage());
            return 2;
        }
    }

    private int verify(PrintWriter out) {
        var parts = BOARD.matcher(board);
        if (!parts.matches()) {
            throw new ParameterException(spec.commandLine(), board + " is no board; one is hn-mttq-cum-1:2019");
        }
        var origin = "thidua/" + parts.group(1) + "/" + parts.group(2);
        try (var evidence = evidence()) {
            var verification = new Verification(evidence, board, origin, keys(evidence, origin));
            verification.check();
            receipts.forEach(file -> verification.receipt("receipt " + file.getFileName(), read(file)));
            older.forEach(file -> verification.older(
                    "checkpoint " + file.getFileName(),
                    new String(read(file), java.nio.charset.StandardCharsets.UTF_8)));
            print(verification, out);
            return verification.findings().status();
        }
    }

    private Evidence evidence() {
        if (log != null) {
            return new FolderEvidence(log, standings);
        }
        if (mongodb != null) {
            return new StoreEvidence(mongodb, () -> {});
        }
        if (data != null) {
            if (Files.notExists(data.resolve("store"))) {
                throw new CannotCheck("no data in " + data);
            }
            var store = EmbeddedStore.start(data.resolve("store"), 0);
            return new StoreEvidence(store.connectionString(), store::close);
        }
        var console = Objects.requireNonNullElse(against, URI.create("http://localhost:8080"));
        var clients = new DemoClients(console, Clock.systemUTC());
        return new HttpEvidence(console, () -> clients.token(client));
    }

    private KnownKeys keys(Evidence evidence, String origin) {
        try {
            if (!keys.isEmpty()) {
                return KnownKeys.parse(keys);
            }
            var own = data == null ? null : data.resolve(KEY_FILE);
            if (own != null && Files.exists(own)) {
                return KnownKeys.of(SigningKey.read(origin, own).verifier());
            }
        } catch (MalformedNote e) {
            throw new CannotCheck(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return evidence.key(origin)
                .map(key -> KnownKeys.parse(List.of(key)))
                .orElseThrow(() -> new CannotCheck("no log " + origin + ", or its key is needed: --key"));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CannotCheck(file + ": " + e);
        }
    }

    private static void print(Verification verification, PrintWriter out) {
        out.printf("%n  %-5s %-28s %9s %9s %9s %11s%n", "Hạng", "Đơn vị", "Cơ bản", "Thưởng", "Trừ", "Tổng điểm");
        for (var row : verification.standings()) {
            print(row, out);
        }
        var findings = verification.findings();
        out.println();
        findings.checked().forEach(found -> out.println("  đã kiểm · checked: " + found.vi() + " · " + found.en()));
        findings.unchecked()
                .forEach(found ->
                        out.println("  không kiểm được · could not check: " + found.vi() + " · " + found.en()));
        findings.differences().forEach(found -> {
            out.println("  KHÁC · DIFFERS: " + found.vi());
            out.println("                  " + found.en());
        });
        out.println(
                switch (findings.status()) {
                    case 0 -> "  Mọi thứ khớp. · Nothing differs.";
                    case 1 -> "  Có khác biệt. · Something differs.";
                    default -> "  Chưa kết luận được. · No verdict.";
                });
        out.flush();
    }

    private static void print(Row row, PrintWriter out) {
        out.printf(
                "  %-5s %-28s %9s %9s %9s %11s%n",
                row.rank() == null ? "–" : row.rank() + (row.tied() ? "=" : ""),
                row.unit().name(),
                points(row.base()),
                points(row.bonus()),
                points(row.penalty()),
                points(row.total()));
    }

    private static String points(@Nullable Integer hundredths) {
        return hundredths == null
                ? "–"
                : String.format(
                        VIETNAMESE,
                        "%.2f",
                        java.math.BigDecimal.valueOf(hundredths).movePointLeft(2));
    }
}
