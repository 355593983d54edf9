package vn.thidua.ranking.standings;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.proof.json.ObjectBuilder;

/** Whether a sheet is still what was received: its content and its digest came together, and belong together. */
public final class SheetDigest {

    private SheetDigest() {}

    /** Whether the digest is that of the content, in canonical JSON (RFC 8785). */
    static boolean fits(ScoreSubmitted sheet) {
        return of(sheet).equals(sheet.digest());
    }

    /** The sheet with the digest that its content has. */
    public static ScoreSubmitted digested(ScoreSubmitted sheet) {
        return new ScoreSubmitted(
                sheet.board(),
                sheet.revision(),
                sheet.occurredAt(),
                sheet.sheet(),
                sheet.kind(),
                sheet.scorer(),
                sheet.target(),
                sheet.marks(),
                sheet.adjustments(),
                of(sheet));
    }

    private static String of(ScoreSubmitted sheet) {
        var content = new ObjectBuilder()
                .with("board", sheet.board())
                .with("kind", sheet.kind().name())
                .with("scorer", sheet.scorer())
                .with("target", sheet.target())
                .with("marks", sheet.marks())
                .with(
                        "adjustments",
                        sheet.adjustments(),
                        adjustment -> new ObjectBuilder()
                                .with("rule", adjustment.rule())
                                .with("points", adjustment.points())
                                .with("note", adjustment.note())
                                .build())
                .build();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.canonical());
            return "sha-256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
