package vn.thidua.scoring.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.identity.Authority;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.evidence.Evidence.Proof;

/**
 * Takes evidence while a board is open. The same link or file under the same criterion again changes nothing. What comes
 * when the plan's time is over is taken and marked late. Thread-safe.
 */
public final class AddEvidence {

    /** The most bytes that a file may have. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int MOST_OF_A_UNIT = 300;
    private static final int ADDRESS_LENGTH = 2000;
    private static final int NAME_LENGTH = 200;
    private static final int NOTE_LENGTH = 1000;
    private static final int ID_LENGTH = 32;

    private final EvidenceStore store;
    private final Clock clock;

    public AddEvidence(EvidenceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Adds a link.
     *
     * @throws RefusalException when the board takes none, or the link is not valid
     */
    public Evidence link(
            Board board, String unit, String criterion, String address, @Nullable String note, Authority authority) {
        var opened = opened(board);
        var violations = violations(opened, criterion, note);
        if (!isAddress(address)) {
            violations.add(violation(
                    "/link",
                    "link",
                    "Hãy ghi địa chỉ đầy đủ bắt đầu bằng https:// hoặc http://, tối đa " + ADDRESS_LENGTH + " ký tự.",
                    "Give a complete address that begins with https:// or http://, of at most " + ADDRESS_LENGTH
                            + " characters."));
        }
        refuse(violations);
        return add(opened, unit, criterion, new Proof.Link(address), address, note, authority);
    }

    /**
     * Adds a file.
     *
     * @param mediaType as it was declared
     * @throws RefusalException when the board takes none, or the file is not one that is taken
     */
    public Evidence file(
            Board board,
            String unit,
            String criterion,
            String name,
            String mediaType,
            byte[] content,
            @Nullable String note,
            Authority authority) {
        var opened = opened(board);
        if (content.length == 0) {
            throw new RefusalException(EvidenceRefusals.empty());
        }
        if (content.length > MOST_BYTES) {
            throw new RefusalException(EvidenceRefusals.tooLarge(MOST_BYTES));
        }
        var type = FileType.of(mediaType)
                .filter(known -> known.begins(content))
                .orElseThrow(() -> new RefusalException(EvidenceRefusals.typeUnsupported()));
        var violations = violations(opened, criterion, note);
        if (name.isBlank() || name.length() > NAME_LENGTH || name.chars().anyMatch(AddEvidence::isNoPartOfAName)) {
            violations.add(violation(
                    "/name",
                    "file-name",
                    "Tên tệp không hợp lệ: tối đa " + NAME_LENGTH + " ký tự, không có dấu gạch chéo.",
                    "The file name is not valid: at most " + NAME_LENGTH + " characters without slashes."));
        }
        refuse(violations);
        var sha256 = sha256(content);
        // The content first: evidence never names a file that is not there.
        store.keep(sha256, content);
        return add(
                opened, unit, criterion, new Proof.File(name, type, content.length, sha256), sha256, note, authority);
    }

    private Evidence add(
            ScoringOpened opened,
            String unit,
            String criterion,
            Proof proof,
            String content,
            @Nullable String note,
            Authority authority) {
        var id = sha256((criterion + "\n" + content).getBytes(UTF_8)).substring(0, ID_LENGTH);
        var there = store.find(opened.board(), unit, id);
        if (there.isPresent()) {
            return there.get();
        }
        if (store.of(opened.board(), unit).size() >= MOST_OF_A_UNIT) {
            throw new RefusalException(EvidenceRefusals.tooMany(MOST_OF_A_UNIT));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var plan = opened.roundPlan();
        var rule = plan == null ? null : plan.evidence();
        var broken = rule != null && !now.isBefore(rule.until()) ? rule : null;
        var evidence = new Evidence(
                id,
                opened.board(),
                unit,
                criterion,
                proof,
                note == null || note.isBlank() ? null : note.strip(),
                now,
                broken != null,
                broken == null ? null : broken.penalty(),
                authority.authContext());
        return store.add(evidence)
                ? evidence
                : store.find(opened.board(), unit, id).orElseThrow();
    }

    private static ScoringOpened opened(Board board) {
        return switch (board.phase()) {
            case Board.Prepared p ->
                throw new RefusalException(BoardRefusals.notOpen(board.id().toString()));
            case Board.Open(var opened) -> opened;
            case Board.Closing c -> throw closed(board);
            case Board.Closed c -> throw closed(board);
        };
    }

    private static RefusalException closed(Board board) {
        return new RefusalException(BoardRefusals.scoringClosed(board.id().toString()));
    }

    private static ArrayList<Violation> violations(ScoringOpened opened, String criterion, @Nullable String note) {
        var found = new ArrayList<Violation>();
        if (opened.scoreTable().criteria().stream()
                .noneMatch(known -> known.code().equals(criterion))) {
            found.add(violation(
                    "/criterion",
                    "criterion-unknown",
                    "Bảng chấm điểm không có tiêu chí này.",
                    "The score table has no such criterion."));
        }
        if (note != null && (note.length() > NOTE_LENGTH || !UTF_8.newEncoder().canEncode(note))) {
            found.add(violation(
                    "/note",
                    "note-too-long",
                    "Ghi chú dài tối đa " + NOTE_LENGTH + " ký tự.",
                    "A note has at most " + NOTE_LENGTH + " characters."));
        }
        return found;
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new RefusalException(EvidenceRefusals.invalid(violations));
        }
    }

    private static boolean isAddress(String address) {
        if (address.length() > ADDRESS_LENGTH) {
            return false;
        }
        try {
            var uri = new URI(address);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isNoPartOfAName(int c) {
        return c == '/' || c == '\\' || Character.isISOControl(c) || Character.isSurrogate((char) c);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Violation violation(String pointer, String rule, String vi, String en) {
        return new Violation(pointer, rule, new Text(vi, en));
    }
}
