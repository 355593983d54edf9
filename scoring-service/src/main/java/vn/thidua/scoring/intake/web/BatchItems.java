package vn.thidua.scoring.intake.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import vn.thidua.scoring.intake.EventReader;

/**
 * The items of a JSON array as bytes, one after the other, whatever is wrong inside them: only brackets and quotation
 * marks are looked at, so that an item that is no JSON, too deep, or not even text is still told apart from the next.
 * Keeps no more than one item in memory, and of that no more than {@link EventReader#LARGEST} and a byte.
 */
final class BatchItems {

    private final InputStream body;
    private boolean begun;
    private boolean ended;

    BatchItems(InputStream body) {
        this.body = body;
    }

    /**
     * The next item; {@code null} after the last.
     *
     * @throws NoArray when the body is not an array, or does not end as one
     */
    byte @Nullable [] next() throws IOException {
        if (ended) {
            return null;
        }
        var first = begun ? -1 : begin();
        begun = true;
        if (ended) {
            return null;
        }
        return item(first);
    }

    /** Up to the first byte of the first item, which is answered, or up to the end. */
    private int begin() throws IOException {
        var next = afterSpace();
        if (next == 0xEF && body.read() == 0xBB && body.read() == 0xBF) {
            next = afterSpace();
        }
        if (next != '[') {
            throw new NoArray();
        }
        next = afterSpace();
        if (next == ']') {
            end();
        }
        return next;
    }

    private byte[] item(int first) throws IOException {
        var item = new ByteArrayOutputStream();
        var depth = 0;
        var text = false;
        var blank = true;
        for (var next = first < 0 ? body.read() : first; ; next = body.read()) {
            if (next < 0) {
                throw new NoArray();
            }
            if (text) {
                if (next == '\\') {
                    add(item, next);
                    next = body.read();
                    if (next < 0) {
                        throw new NoArray();
                    }
                } else if (next == '"') {
                    text = false;
                }
            } else if (next == '"') {
                text = true;
            } else if (next == '[' || next == '{') {
                depth++;
            } else if (depth == 0 && (next == ',' || next == ']')) {
                if (blank) {
                    throw new NoArray();
                }
                if (next == ']') {
                    end();
                }
                return item.toByteArray();
            } else if ((next == ']' || next == '}') && depth > 0) {
                depth--;
            }
            blank = blank && isSpace(next);
            if (!blank) {
                add(item, next);
            }
        }
    }

    private static void add(ByteArrayOutputStream item, int next) {
        if (item.size() <= EventReader.LARGEST) {
            item.write(next);
        }
    }

    private void end() throws IOException {
        ended = true;
        if (afterSpace() >= 0) {
            throw new NoArray();
        }
    }

    private int afterSpace() throws IOException {
        int next;
        do {
            next = body.read();
        } while (isSpace(next));
        return next;
    }

    private static boolean isSpace(int next) {
        return next == ' ' || next == '\t' || next == '\n' || next == '\r';
    }

    /** What came is not a JSON array from its first bracket to its last. */
    static final class NoArray extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
