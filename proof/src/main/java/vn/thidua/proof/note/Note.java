package vn.thidua.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text and who signed it (C2SP signed-note).
 *
 * @param text ends with a line feed
 * @param signatures at least one, in their order
 */
record Note(String text, List<Line> signatures) {

    private static final int MOST_SIGNATURES = 64;
    private static final int LONGEST = 1 << 20;
    private static final int ID_LENGTH = 4;
    private static final String DASH = "— ";

    Note {
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new MalformedNote(
                    "a note has from 1 to " + MOST_SIGNATURES + " signatures, not " + signatures.size());
        }
    }

    static Note signed(String text, SigningKey... keys) {
        var bytes = text.getBytes(UTF_8);
        var lines = Arrays.stream(keys)
                .map(key -> new Line(key.verifier().name(), key.verifier().id(), Base64Text.of(key.sign(bytes))))
                .toList();
        return new Note(text, lines);
    }

    /** @throws MalformedNote when the text is no signed note */
    static Note parse(String note) {
        if (note.length() > LONGEST) {
            throw new MalformedNote("a note of " + note.length() + " characters is too long");
        }
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n')
                || !UTF_8.newEncoder().canEncode(note)) {
            throw new MalformedNote("a note has no control characters, and whole characters only");
        }
        var blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new MalformedNote("a note has a blank line before its signatures");
        }
        if (!note.endsWith("\n")) {
            throw new MalformedNote("the last line of a note is not ended");
        }
        var text = note.substring(0, blank + 1);
        var signatures = note.substring(blank + 2);
        if (signatures.isEmpty()) {
            throw new MalformedNote("the note is not signed");
        }
        var lines = new ArrayList<Line>();
        for (var line : signatures.substring(0, signatures.length() - 1).split("\n", MOST_SIGNATURES + 2)) {
            lines.add(Line.parse(line));
        }
        return new Note(text, lines);
    }

    Authenticity authenticity(KnownKeys keys) {
        var bytes = text.getBytes(UTF_8);
        var by = new ArrayList<VerifierKey>();
        for (var line : signatures) {
            var key = keys.called(line.name(), line.id());
            if (key.isEmpty()) {
                // Somebody else's: a witness, or a key of before or after.
                continue;
            }
            if (!key.get().verifies(bytes, line.signature())) {
                return new Authenticity.Forged(key.get());
            }
            by.add(key.get());
        }
        return by.isEmpty() ? new Authenticity.Unknown(names()) : new Authenticity.Signed(by);
    }

    private List<String> names() {
        return signatures.stream().map(Line::name).distinct().toList();
    }

    @Override
    public String toString() {
        return text + "\n" + signatures.stream().map(Line::toString).collect(Collectors.joining());
    }

    /**
     * A signature.
     *
     * @param name the key's name
     * @param id the key's id
     * @param base64 the signature without the id
     */
    record Line(String name, int id, String base64) {

        static Line parse(String line) {
            var parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", 2) : new String[0];
            if (parts.length != 2) {
                throw new MalformedNote("\"" + line + "\" is not a signature line");
            }
            var bytes = Base64Text.read(parts[1]);
            if (bytes.length <= ID_LENGTH) {
                throw new MalformedNote("the signature by " + parts[0] + " is too short");
            }
            return new Line(
                    KeyName.checked(parts[0]),
                    ByteBuffer.wrap(bytes).getInt(),
                    Base64Text.of(Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length)));
        }

        byte[] signature() {
            return Base64Text.read(base64);
        }

        @Override
        public String toString() {
            var signature = signature();
            var bytes = ByteBuffer.allocate(ID_LENGTH + signature.length)
                    .putInt(id)
                    .put(signature)
                    .array();
            return DASH + name + " " + Base64Text.of(bytes) + "\n";
        }
    }
}
