package vn.thidua.notification.inbox.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import vn.thidua.notification.RunningService;

/** Reads server-sent events as a browser does, and keeps their ids and data. */
final class Reader implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<Long> ids = new CopyOnWriteArrayList<>();
    private final List<String> data = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final InputStream body;
    private volatile boolean connected;

    private Reader(HttpResponse<InputStream> response) {
        body = response.body();
        Thread.ofVirtual().start(this::read);
    }

    static Reader of(URI stream, @Nullable String lastEventId) throws Exception {
        var path = stream.getPath().substring("/api/notification/v1".length());
        var request = HttpRequest.newBuilder(stream)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + RunningService.owner(path));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new Reader(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                connected = true;
                if (line.startsWith("id:")) {
                    ids.add(Long.valueOf(line.substring(3).strip()));
                } else if (line.startsWith("data:")) {
                    data.add(line.substring(5));
                } else if (line.startsWith("event:")) {
                    names.add(line.substring(6).strip());
                }
            }
        } catch (IOException e) {
            connected = false;
        }
    }

    boolean isConnected() {
        return connected;
    }

    List<Long> ids() {
        return ids;
    }

    List<String> data() {
        return data;
    }

    List<String> names() {
        return names;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
