package vn.thidua.console.relay;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import vn.thidua.console.service.Service;
import vn.thidua.console.service.ServiceAddresses;
import vn.thidua.console.service.Services;

/**
 * Passes {@code /api/scoring/**}, {@code /api/ranking/**} and {@code /api/notification/**} to the services, both ways
 * as it comes: any method, bodies of any length, live feeds, and whatever proves who asks. Answers 502 or 504 with a problem (RFC 9457) when the
 * service does not.
 */
@Controller
class Relay {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Between two neighbours only (RFC 9110, 7.6.1), or set by whoever sends the message. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "expect",
            "http2-settings");

    /** The console's own, or what only a trusted neighbour may claim. */
    private static final Set<String> KEPT_BACK = Set.of(
            "cookie",
            "x-csrf-token",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-real-ip");

    private final Services services;
    private final ServiceAddresses addresses;
    private final OpenStreams streams;
    private final Browsers browsers;

    Relay(Services services, ServiceAddresses addresses, OpenStreams streams, Browsers browsers) {
        this.services = services;
        this.addresses = addresses;
        this.streams = streams;
        this.browsers = browsers;
    }

    @RequestMapping("/api/scoring/**")
    void scoring(HttpServletRequest request, HttpServletResponse response) throws IOException {
        relay(Service.SCORING, request, response);
    }

    @RequestMapping("/api/ranking/**")
    void ranking(HttpServletRequest request, HttpServletResponse response) throws IOException {
        relay(Service.RANKING, request, response);
    }

    @RequestMapping("/api/notification/**")
    void notification(HttpServletRequest request, HttpServletResponse response) throws IOException {
        relay(Service.NOTIFICATION, request, response);
    }

    private void relay(Service service, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isFeed(request)) {
            exchange(service, request, response);
        } else if (streams.admitFeed()) {
            try {
                exchange(service, request, response);
            } finally {
                streams.feedEnded();
            }
        } else {
            NotRelayed.TOO_MANY_READERS.answer(service, request, response);
        }
    }

    private void exchange(Service service, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var asked = asked(service, request);
        if (asked.isEmpty()) {
            NotRelayed.ADDRESS_UNREADABLE.answer(service, request, response);
            return;
        }
        HttpResponse<InputStream> answer;
        try {
            answer = services.http().send(asked.get(), BodyHandlers.ofInputStream());
        } catch (HttpConnectTimeoutException | ConnectException down) {
            NotRelayed.SERVICE_DOWN.answer(service, request, response);
            return;
        } catch (HttpTimeoutException slow) {
            NotRelayed.SERVICE_SLOW.answer(service, request, response);
            return;
        } catch (IOException broken) {
            log.warn("{} {} broke off: {}", request.getMethod(), request.getRequestURI(), broken.toString());
            NotRelayed.SERVICE_BROKE_OFF.answer(service, request, response);
            return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            NotRelayed.SERVICE_DOWN.answer(service, request, response);
            return;
        }
        pass(service, answer, response);
    }

    /** The same request to the service; nothing when its address could mean another than the one that was matched. */
    private Optional<HttpRequest> asked(Service service, HttpServletRequest request) {
        var path = request.getRequestURI();
        var plain = path.toLowerCase(Locale.ROOT);
        if (!path.startsWith("/api/" + service.path() + "/") || plain.contains("..") || plain.contains("%2e")) {
            return Optional.empty();
        }
        var query = request.getQueryString();
        try {
            var builder = HttpRequest.newBuilder(addresses.at(service, query == null ? path : path + "?" + query))
                    .method(request.getMethod(), body(request));
            if (!isFeed(request)) {
                builder.timeout(PATIENCE);
            }
            var forUs = named(request.getHeader("Connection"));
            for (var name : Collections.list(request.getHeaderNames())) {
                var lower = name.toLowerCase(Locale.ROOT);
                if (!HOP_BY_HOP.contains(lower) && !KEPT_BACK.contains(lower) && !forUs.contains(lower)) {
                    Collections.list(request.getHeaders(name)).forEach(value -> builder.header(name, value));
                }
            }
            if (request.getHeader("Authorization") == null) {
                browsers.token(request).ifPresent(token -> builder.header("Authorization", "Bearer " + token));
            }
            return Optional.of(builder.build());
        } catch (IllegalArgumentException | IOException unreadable) {
            return Optional.empty();
        }
    }

    private static BodyPublisher body(HttpServletRequest request) throws IOException {
        var length = request.getContentLengthLong();
        var chunked = request.getHeader("Transfer-Encoding") != null;
        if (length == 0 || (length < 0 && !chunked)) {
            return BodyPublishers.noBody();
        }
        var input = request.getInputStream();
        var stream = BodyPublishers.ofInputStream(() -> input);
        return length < 0 ? stream : BodyPublishers.fromPublisher(stream, length);
    }

    /** A feed says nothing until there is something to tell, so no time is too long for it. */
    private static boolean isFeed(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/event-stream");
    }

    private static boolean isFeed(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    }

    private void pass(Service service, HttpResponse<InputStream> answer, HttpServletResponse response)
            throws IOException {
        var body = answer.body();
        streams.opened(body);
        try {
            response.setStatus(answer.statusCode());
            var between = named(answer.headers().firstValue("Connection").orElse(null));
            answer.headers().map().forEach((name, values) -> {
                var lower = name.toLowerCase(Locale.ROOT);
                if (!HOP_BY_HOP.contains(lower) && !between.contains(lower)) {
                    values.forEach(value -> header(service, response, lower, name, value));
                }
            });
            answer.headers().firstValueAsLong("Content-Length").ifPresent(response::setContentLengthLong);
            copy(body, response.getOutputStream());
        } catch (IOException cut) {
            // A feed has no end to miss: reader, service or console went away, and the reader comes back by itself.
            if (!isFeed(answer)) {
                throw cut;
            }
        } finally {
            streams.closed(body);
        }
    }

    private void copy(InputStream from, OutputStream to) throws IOException {
        var part = new byte[8192];
        for (int read = from.read(part); read >= 0; read = from.read(part)) {
            streams.heard(from);
            to.write(part, 0, read);
            // What has arrived is wanted now: the next part of a feed may be a long time coming.
            if (from.available() == 0) {
                to.flush();
            }
        }
    }

    private void header(Service service, HttpServletResponse response, String lower, String name, String value) {
        switch (lower) {
            case "location" -> response.setHeader(name, ours(service, value));
            // Ours are set already, and hold for the whole origin.
            case "content-security-policy",
                    "x-content-type-options",
                    "x-frame-options",
                    "referrer-policy",
                    "cross-origin-opener-policy",
                    "cross-origin-resource-policy",
                    "permissions-policy" -> {}
            case "cache-control" -> response.setHeader(name, value);
            default -> response.addHeader(name, value);
        }
    }

    /** A service names its own origin in an address; the reader is to stay on this one. */
    private String ours(Service service, String location) {
        var origin = addresses.at(service, "").toString();
        return location.startsWith(origin + "/") ? location.substring(origin.length()) : location;
    }

    private static Set<String> named(@Nullable String connection) {
        return connection == null
                ? Set.of()
                : Stream.of(connection.split(",", -1))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
    }
}
