package vn.thidua.scoring.mutation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import vn.thidua.scoring.mutation.Message.Framing;

/** Sends requests: with Java's client, or byte by byte where that refuses to send what we want to. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 120_000;

    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Wire(int port) {
        this.port = port;
    }

    Reply send(Message message) throws IOException, InterruptedException {
        if (message.framing() != Framing.LENGTH) {
            return raw(message);
        }
        HttpRequest request;
        try {
            var builder = HttpRequest.newBuilder(URI.create("http://localhost:" + port + message.target()))
                    .method(message.method(), BodyPublishers.ofByteArray(message.body()));
            message.headers().forEach(header -> builder.header(header.name(), header.value()));
            request = builder.build();
        } catch (IllegalArgumentException e) {
            return raw(message);
        }
        var response = http.send(request, BodyHandlers.ofByteArray());
        return new Reply(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().firstValue("Location").orElse(""),
                response.body());
    }

    private Reply raw(Message message) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(bytes(message));
                socket.shutdownOutput();
            } catch (SocketException e) {
                // The server had read enough, and may have answered.
            }
            return reply(socket.getInputStream(), message.method().equals("HEAD"));
        } catch (SocketException | EOFException e) {
            return new Reply(0, "", "", new byte[0]);
        }
    }

    private static byte[] bytes(Message message) throws IOException {
        var body = message.body();
        var head = new StringBuilder()
                .append(message.method())
                .append(' ')
                .append(message.target())
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        message.headers()
                .forEach(header -> head.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append("\r\n"));
        var out = new ByteArrayOutputStream();
        head.append(
                switch (message.framing()) {
                    case LENGTH -> "Content-Length: " + body.length + "\r\n";
                    case LENGTH_LARGER -> "Content-Length: " + (body.length + 7) + "\r\n";
                    case LENGTH_SMALLER -> "Content-Length: " + Math.max(0, body.length - 7) + "\r\n";
                    case LENGTH_TWICE ->
                        "Content-Length: " + body.length + "\r\nContent-Length: " + (body.length + 1) + "\r\n";
                    case LENGTH_NEGATIVE -> "Content-Length: -5\r\n";
                    case LENGTH_NO_NUMBER -> "Content-Length: 0x" + body.length + "\r\n";
                    case CHUNKS_AND_LENGTH -> "Transfer-Encoding: chunked\r\nContent-Length: " + body.length + "\r\n";
                    case CHUNKS, CHUNK_SIZE_WRONG, CHUNK_SIZE_NO_NUMBER, CHUNKS_CUT -> "Transfer-Encoding: chunked\r\n";
                });
        out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        switch (message.framing()) {
            case LENGTH, LENGTH_LARGER, LENGTH_SMALLER, LENGTH_TWICE, LENGTH_NEGATIVE, LENGTH_NO_NUMBER ->
                out.write(body);
            case CHUNKS, CHUNKS_AND_LENGTH -> {
                chunk(out, Integer.toHexString(body.length / 2), Arrays.copyOf(body, body.length / 2));
                var rest = Arrays.copyOfRange(body, body.length / 2, body.length);
                chunk(out, Integer.toHexString(rest.length), rest);
                if (rest.length > 0) {
                    out.write("0\r\n\r\n".getBytes(US_ASCII));
                }
            }
            case CHUNK_SIZE_WRONG -> chunk(out, Integer.toHexString(body.length + 3), body);
            case CHUNK_SIZE_NO_NUMBER -> chunk(out, "zz", body);
            case CHUNKS_CUT -> chunk(out, Integer.toHexString(body.length), body);
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String size, byte[] bytes) throws IOException {
        out.write((size + "\r\n").getBytes(US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(US_ASCII));
    }

    private static Reply reply(InputStream in, boolean headOnly) throws IOException {
        var status = Integer.parseInt(line(in).split(" ", -1)[1]);
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var body = headOnly ? new byte[0] : body(in, headers);
        return new Reply(status, headers.getOrDefault("content-type", ""), headers.getOrDefault("location", ""), body);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (!headers.containsKey("transfer-encoding")) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
