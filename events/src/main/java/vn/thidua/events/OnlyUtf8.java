package vn.thidua.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.io.InputDecorator;

/**
 * Holds JSON to UTF-8 by the letter, as RFC 8259 asks of what is exchanged. Jackson by itself reads overlong forms, in
 * which one character can be written in several ways, and guesses at UTF-16. What is something else is malformed:
 * reading it fails with a {@link NotUtf8}. For the factory of a mapper; what is read from characters is let through.
 */
public final class OnlyUtf8 extends InputDecorator {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable InputStream decorate(IOContext context, byte[] bytes, int offset, int length) {
        var check = new Check();
        check.next(bytes, offset, length);
        check.end();
        return null;
    }

    @Override
    public InputStream decorate(IOContext context, InputStream in) {
        return new Checked(in);
    }

    @Override
    public Reader decorate(IOContext context, Reader reader) {
        return reader;
    }

    /** Malformed: these bytes are not UTF-8. */
    public static final class NotUtf8 extends StreamReadException {

        private static final long serialVersionUID = 1L;

        private NotUtf8() {
            super("not UTF-8");
        }
    }

    /** Looks at bytes as they pass; what begins a character waits for its rest. */
    private static final class Check {

        private static final int LONGEST_BEGINNING = 3;

        private final CharsetDecoder decoder = UTF_8.newDecoder();
        private final CharBuffer unused = CharBuffer.allocate(1024);
        private ByteBuffer begun = ByteBuffer.allocate(0);

        void next(byte[] bytes, int offset, int length) {
            for (var at = offset; at < offset + length; at++) {
                // By which UTF-16 and UTF-32 are told; in JSON it is always escaped.
                if (bytes[at] == 0) {
                    throw new NotUtf8();
                }
            }
            if (begun.hasRemaining()) {
                var joined = ByteBuffer.allocate(begun.remaining() + length);
                decode(joined.put(begun).put(bytes, offset, length).flip(), false);
            } else {
                decode(ByteBuffer.wrap(bytes, offset, length), false);
            }
        }

        void end() {
            decode(begun, true);
        }

        private void decode(ByteBuffer bytes, boolean end) {
            while (true) {
                unused.clear();
                var result = decoder.decode(bytes, unused, end);
                if (result.isError()) {
                    throw new NotUtf8();
                }
                if (result.isUnderflow()) {
                    break;
                }
            }
            begun = ByteBuffer.allocate(LONGEST_BEGINNING).put(bytes).flip();
        }
    }

    private static final class Checked extends FilterInputStream {

        private final Check check = new Check();
        private boolean ended;

        private Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var some = super.read(bytes, offset, length);
            if (some >= 0) {
                check.next(bytes, offset, some);
            } else if (!ended) {
                ended = true;
                check.end();
            }
            return some;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
