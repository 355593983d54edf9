package vn.thidua.proof.note;

import java.util.List;
import java.util.regex.Pattern;
import vn.thidua.proof.merkle.Hash;

/**
 * What a log was at one moment (C2SP tlog-checkpoint): its size, and the root that stands for every entry up to there.
 *
 * @param origin which log, for example {@code thidua/hn-mttq-cum-1/2019}
 */
public record Checkpoint(String origin, long size, Hash root) {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,14}");

    private static final long LARGEST = 999_999_999_999_999L;

    /** @throws MalformedNote when the origin cannot be a key's name, or no log has this size */
    public Checkpoint {
        KeyName.checked(origin);
        if (size < 0 || size > LARGEST) {
            throw new MalformedNote("no log has " + size + " entries");
        }
    }

    /** This checkpoint, signed by each of these keys. */
    public SignedCheckpoint signed(SigningKey... keys) {
        return new SignedCheckpoint(this, Note.signed(text(), keys));
    }

    private String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /** Exactly three lines: lines after them would be signed without being checked by anyone. */
    static Checkpoint parse(String text) {
        var lines = List.of(text.split("\n", -1));
        if (lines.size() != 4 || !lines.getLast().isEmpty()) {
            throw new MalformedNote("a checkpoint has three lines: origin, size and root");
        }
        if (!SIZE.matcher(lines.get(1)).matches()) {
            throw new MalformedNote("\"" + lines.get(1) + "\" is not the size of a log");
        }
        return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), root(lines.get(2)));
    }

    private static Hash root(String base64) {
        try {
            return Hash.fromBase64(base64);
        } catch (IllegalArgumentException e) {
            throw (MalformedNote) new MalformedNote("the root is not a hash: " + e.getMessage()).initCause(e);
        }
    }
}
