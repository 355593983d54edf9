package vn.thidua.scoring.intake.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import vn.thidua.messaging.limit.Refusals;
import vn.thidua.messaging.problem.ReadingRefused;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;

/**
 * A body that has arrived whole, decompressed, and can be read as often as needed: a short one in memory, a longer one
 * in a file that goes when this is closed. Decompressing stops at the limit, however much would follow.
 */
final class Spool implements Closeable {

    /** The most that a body holds, before and after decompression. */
    static final long MOST = 16L * 1024 * 1024;

    private static final int IN_MEMORY = 256 * 1024;
    private static final int BUFFER = 16 * 1024;

    private final byte[] start;
    private final @Nullable Path rest;

    private Spool(byte[] start, @Nullable Path rest) {
        this.start = start;
        this.rest = rest;
    }

    /**
     * Reads the body of this request to its end.
     *
     * @throws RefusalException when it is too large, does not arrive, or is not compressed as it says
     */
    static Spool of(HttpServletRequest request) {
        try {
            return read(decoded(request), request.getInputStream());
        } catch (ReadingRefused e) {
            throw new RefusalException(e.refusal());
        } catch (IOException e) {
            // Cut off: by its sender, or as compressed data.
            throw new RefusalException(unreadable());
        }
    }

    private static InputStream decoded(HttpServletRequest request) throws IOException {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity" -> request.getInputStream();
            case "gzip", "x-gzip" -> new GZIPInputStream(request.getInputStream(), BUFFER);
            default ->
                throw new RefusalException(new Refusal(
                        "content-encoding-unsupported",
                        415,
                        new Text("Kiểu nén không được hỗ trợ", "The content encoding is not supported"),
                        new Text(
                                "Hãy nén bằng gzip (Content-Encoding: gzip) hoặc không nén.",
                                "Compress with gzip (Content-Encoding: gzip), or not at all.")));
        };
    }

    private static Spool read(InputStream body, InputStream sent) throws IOException {
        var start = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER];
        @Nullable Path rest = null;
        @Nullable OutputStream file = null;
        var total = 0L;
        try {
            for (int some; (some = body.read(buffer)) >= 0; ) {
                total += some;
                if (total > MOST) {
                    throw new ReadingRefused(Refusals.tooLarge(MOST));
                }
                if (file == null && total > IN_MEMORY) {
                    rest = Files.createTempFile("thidua-batch", null);
                    file = Files.newOutputStream(rest);
                }
                if (file == null) {
                    start.write(buffer, 0, some);
                } else {
                    file.write(buffer, 0, some);
                }
            }
            // Compressed data can end before what is sent does. Where that breaks off after it, the server answers 400,
            // whatever has been done meanwhile: so nothing is done.
            if (sent.read() >= 0) {
                throw new IOException("more is sent than belongs to the compressed data");
            }
        } catch (IOException | RuntimeException e) {
            if (file != null && rest != null) {
                file.close();
                Files.delete(rest);
            }
            throw e;
        }
        if (file != null) {
            file.close();
        }
        return new Spool(start.toByteArray(), rest);
    }

    /** The body from its beginning. */
    InputStream open() throws IOException {
        var beginning = new ByteArrayInputStream(start);
        return rest == null
                ? beginning
                : new SequenceInputStream(beginning, new BufferedInputStream(Files.newInputStream(rest), BUFFER));
    }

    /** All of it, or of what is longer so much that it shows. */
    byte[] bytes(int most) {
        try (var all = open()) {
            return all.readNBytes(most + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (rest != null) {
            try {
                Files.deleteIfExists(rest);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Refusal unreadable() {
        return new Refusal(
                "body-unreadable",
                400,
                new Text("Không đọc được nội dung", "The body cannot be read"),
                new Text(
                        "Nội dung không đến đủ hoặc không đúng kiểu nén đã nêu. Hãy gửi lại.",
                        "The body did not arrive whole, or is not compressed as it says. Send it again."));
    }
}
