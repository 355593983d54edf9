package vn.thidua.standalone.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.EventJson;
import vn.thidua.events.Standings.Row;
import vn.thidua.proof.MalformedReceipt;
import vn.thidua.proof.ReceiptProof;
import vn.thidua.proof.Verdict;
import vn.thidua.proof.Verifier;
import vn.thidua.proof.entry.Entry;
import vn.thidua.proof.entry.MalformedEntry;
import vn.thidua.proof.log.DamagedLog;
import vn.thidua.proof.log.PublishedLog;
import vn.thidua.proof.merkle.GrowingTree;
import vn.thidua.proof.merkle.Hash;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.MalformedNote;
import vn.thidua.proof.note.SignedCheckpoint;

/** One check of one board: the log, what it gives, and whatever there is to compare it with. Used once. */
final class Verification {

    private static final Map<String, Function<Row, @Nullable Object>> SHOWN = Map.of(
            "rank", Row::rank,
            "tied", Row::tied,
            "base", Row::base,
            "bonus", Row::bonus,
            "penalty", Row::penalty,
            "total", Row::total,
            "self", Row::self,
            "peersCounted", Row::peersCounted,
            "peersExpected", Row::peersExpected,
            "classification",
                    row -> row.classification() == null
                            ? null
                            : row.classification().code());

    private final Findings findings = new Findings();
    private final Evidence evidence;
    private final String board;
    private final String origin;
    private final KnownKeys keys;
    private final Verifier verifier;
    private final LoggedBoard logged;
    private @Nullable PublishedLog log;

    Verification(Evidence evidence, String board, String origin, KnownKeys keys) {
        this.evidence = evidence;
        this.board = board;
        this.origin = origin;
        this.keys = keys;
        this.verifier = new Verifier(origin, keys);
        this.logged = new LoggedBoard(board, findings);
    }

    Findings findings() {
        return findings;
    }

    List<Row> standings() {
        return logged.standings(Long.MAX_VALUE);
    }

    /** Everything but receipts and older checkpoints. */
    void check() {
        if (!readLog()) {
            return;
        }
        if (!logged.isOpened()) {
            findings.differs(
                    "Nhật ký " + origin + " không có bảng " + board + ".",
                    "The log " + origin + " has no board " + board + ".");
            return;
        }
        logged.checkManifest();
        logged.tellCorrections();
        comparePublished();
        var sheets = evidence.sheets(board);
        if (sheets != null) {
            sheets.forEach((place, kept) -> {
                logged.compare(place, kept);
                findings.checked(kept.size() + " " + place.vi(), kept.size() + " of " + place.en());
            });
        }
    }

    private boolean readLog() {
        try {
            var published = PublishedLog.open(evidence.log(origin), origin, keys);
            log = published;
            var tree = GrowingTree.empty();
            while (tree.size() < published.size()) {
                for (var entry : published.entriesFrom(tree.size())) {
                    read(tree.size(), entry);
                    tree.append(Hash.leaf(entry));
                }
            }
            if (!tree.root().equals(published.published().checkpoint().root())) {
                findings.differs(
                        "Các mục cho gốc " + tree.root() + ", khác gốc đã ký.",
                        "The entries give the root " + tree.root() + ", which is not the signed one.");
            }
            findings.checked(
                    "nhật ký " + origin + ", " + tree.size() + " mục, gốc " + tree.root(),
                    "log " + origin + ", " + tree.size() + " entries, root " + tree.root());
            return true;
        } catch (DamagedLog e) {
            findings.differs(
                    "Nhật ký " + origin + " không như đã ký: " + e.getMessage() + ".",
                    "The log " + origin + " is not what was signed: " + e.getMessage() + ".");
            return false;
        }
    }

    private void read(long index, byte[] bytes) {
        try {
            var entry = Entry.decode(bytes);
            if (entry.board().equals(board)) {
                logged.add(index, entry);
            }
        } catch (MalformedEntry e) {
            var message = "Entry " + index + ": " + e.getMessage();
            if (e.isNewer()) {
                findings.unchecked("Cần bản kiểm tra mới hơn. " + message, "A newer verifier is needed. " + message);
            } else {
                findings.differs("Mục " + index + ": " + e.getMessage(), message);
            }
        }
    }

    private void comparePublished() {
        var published = evidence.standings(board);
        if (published.isEmpty()) {
            return;
        }
        var standings = published.get();
        if (!"OPEN".equals(standings.path("status").asString("")) && !logged.isClosed()) {
            findings.differs(
                    "Bảng xếp hạng là " + standings.path("status") + " nhưng nhật ký chưa khóa bảng.",
                    "The standings are " + standings.path("status") + ", and the log has the board open.");
        }
        var revision = standings.path("revision").asLong(Long.MAX_VALUE);
        var replaces = standings.at("/correction/replaces");
        if (replaces.isNumber() && !logged.hasCorrection(revision, replaces.asLong())) {
            findings.differs(
                    "Bảng xếp hạng bản " + revision + " đính chính bản " + replaces
                            + ", nhật ký không có đính chính đó.",
                    "The standings of revision " + revision + " correct " + replaces
                            + ", and the log has no such correction.");
        }
        var rows = new HashMap<String, JsonNode>();
        standings.path("rows").forEach(row -> rows.put(row.at("/unit/id").asString(), row));
        for (var row : logged.standings(revision)) {
            var unit = row.unit().id();
            var shown = rows.remove(unit);
            if (shown == null) {
                findings.differs("Bảng xếp hạng thiếu " + unit + ".", "The standings have no row for " + unit + ".");
            } else {
                compare(row, EventJson.mapper().treeToValue(shown, Row.class));
            }
        }
        rows.keySet()
                .forEach(unit -> findings.differs(
                        "Bảng xếp hạng có " + unit + ", không phải thành viên.",
                        "The standings have " + unit + ", which is no member."));
        findings.checked("bảng xếp hạng đã công bố của " + board, "the published standings of " + board);
    }

    private void compare(Row right, Row shown) {
        SHOWN.forEach((name, of) -> {
            var isOpen = name.equals("classification") && logged.hasDemotions();
            if (!isOpen && !Objects.equals(of.apply(right), of.apply(shown))) {
                findings.differs(
                        "Bảng xếp hạng: " + name + " của " + right.unit().id() + " là " + of.apply(shown)
                                + ", nhật ký cho " + of.apply(right) + ".",
                        "The standings: " + name + " of " + right.unit().id() + " is " + of.apply(shown)
                                + ", and the log gives " + of.apply(right) + ".");
            }
        });
    }

    /** A receipt as the API gave it, or its proof alone. */
    void receipt(String what, byte[] json) {
        try {
            var tree = EventJson.mapper().readTree(json);
            var proof = tree.path("proof").isObject() ? EventJson.mapper().writeValueAsBytes(tree.get("proof")) : json;
            var receipt = ReceiptProof.decode(proof);
            findings.differs(what, verifier.verify(receipt));
            var published = log;
            if (published != null) {
                continued(what, receipt.checkpoint(), published);
                var index = receipt.index();
                if (index >= 0
                        && index < published.size()
                        && !Hash.leaf(published.entry(index)).equals(receipt.leaf())) {
                    findings.differs(
                            what + ": mục " + index + " của nhật ký là mục khác.",
                            what + ": entry " + index + " of the log is another one.");
                }
            }
            findings.checked(what, what);
        } catch (MalformedReceipt | tools.jackson.core.JacksonException e) {
            findings.differs(what + ": " + e.getMessage(), what + ": " + e.getMessage());
        } catch (DamagedLog e) {
            findings.differs(what + ": " + e.getMessage(), what + ": " + e.getMessage());
        }
    }

    /** A checkpoint that was printed or kept before. */
    void older(String what, String text) {
        try {
            var older = SignedCheckpoint.parse(text);
            var published = log;
            if (published == null) {
                findings.differs(what, verifier.verify(older));
            } else {
                continued(what, older, published);
            }
            findings.checked(what, what);
        } catch (MalformedNote e) {
            findings.differs(what + ": " + e.getMessage(), what + ": " + e.getMessage());
        }
    }

    private void continued(String what, SignedCheckpoint older, PublishedLog published) {
        var size = older.checkpoint().size();
        var verdict = size > published.size()
                ? new Verdict(List.of(new Verdict.Difference(
                        Verdict.Kind.LOG_SHRANK,
                        "Nhật ký từng có " + size + " mục, nay chỉ còn " + published.size() + ".",
                        "The log had " + size + " entries and now has only " + published.size() + ".")))
                : verifier.verify(older, published.published(), published.consistency(size));
        findings.differs(what, verdict);
    }
}
