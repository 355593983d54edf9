package vn.thidua.console.relay;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.console.service.Service;
import vn.thidua.console.service.ServiceAddresses;
import vn.thidua.console.service.Services;

/**
 * Passes {@code /api/scoring/**}, {@code /api/ranking/**} and {@code /api/notification/**} to the services, both ways
 * as it comes: any method, bodies of any length, live feeds. Answers 502 or 504 with a problem (RFC 9457) when the
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
    private static final Set<String> KEPT_BACK =
            Set.of("cookie", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip");

    private final Services services;
    private final ServiceAddresses addresses;
    private final OpenStreams streams;
    private final JsonMapper json;

    Relay(Services services, ServiceAddresses addresses, OpenStreams streams, JsonMapper json) {
        this.services = services;
        this.addresses = addresses;
        this.streams = streams;
        this.json = json;
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
        var asked = asked(service, request);
        if (asked.isEmpty()) {
            problem(response, request, Refused.ADDRESS_UNREADABLE, service);
            return;
        }
        HttpResponse<InputStream> answer;
        try {
            answer = services.http().send(asked.get(), BodyHandlers.ofInputStream());
        } catch (HttpConnectTimeoutException | ConnectException down) {
            problem(response, request, Refused.SERVICE_DOWN, service);
            return;
        } catch (HttpTimeoutException slow) {
            problem(response, request, Refused.SERVICE_SLOW, service);
            return;
        } catch (IOException broken) {
            log.warn("{} {} broke off: {}", request.getMethod(), request.getRequestURI(), broken.toString());
            problem(response, request, Refused.SERVICE_DOWN, service);
            return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            problem(response, request, Refused.SERVICE_DOWN, service);
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
            var out = response.getOutputStream();
            var part = new byte[8192];
            for (int read = body.read(part); read >= 0; read = body.read(part)) {
                out.write(part, 0, read);
                // What has arrived is wanted now: the next part of a feed may be a long time coming.
                if (body.available() == 0) {
                    out.flush();
                }
            }
        } finally {
            streams.closed(body);
        }
    }

    private void header(Service service, HttpServletResponse response, String lower, String name, String value) {
        switch (lower) {
            case "location" -> response.setHeader(name, ours(service, value));
            // Ours are set already, and hold for the whole origin.
            case "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy" -> {}
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

    private void problem(HttpServletResponse response, HttpServletRequest request, Refused refused, Service service)
            throws IOException {
        response.setStatus(refused.status);
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(json.writeValueAsBytes(Map.of(
                        "type",
                        "urn:thidua:problem:" + refused.slug,
                        "title",
                        refused.title,
                        "titleEn",
                        refused.titleEn,
                        "status",
                        refused.status,
                        "detail",
                        refused.detail.formatted(service.path()),
                        "detailEn",
                        refused.detailEn.formatted(service.path()),
                        "instance",
                        request.getRequestURI())));
    }

    /** Why nothing was relayed. */
    private enum Refused {
        ADDRESS_UNREADABLE(
                400,
                "address-unreadable",
                "Địa chỉ không hợp lệ",
                "The address cannot be read",
                "Địa chỉ không được chứa “..” hay ký tự chưa mã hoá. Hãy kiểm tra lại địa chỉ.",
                "The address must contain neither “..” nor unencoded characters. Check the address."),
        SERVICE_DOWN(
                502,
                "service-down",
                "Dịch vụ không trả lời",
                "The service does not answer",
                "Dịch vụ %s hiện không kết nối được. Hãy thử lại sau ít phút.",
                "The %s service cannot be reached now. Try again in a few minutes."),
        SERVICE_SLOW(
                504,
                "service-slow",
                "Dịch vụ trả lời quá chậm",
                "The service answers too slowly",
                "Dịch vụ %s chưa trả lời kịp. Yêu cầu có thể đã hoặc chưa được thực hiện: hãy gửi lại cùng một khoá.",
                "The %s service has not answered in time. The request may or may not have been carried out: repeat it"
                        + " with the same key.");

        private final int status;
        private final String slug;
        private final String title;
        private final String titleEn;
        private final String detail;
        private final String detailEn;

        Refused(int status, String slug, String title, String titleEn, String detail, String detailEn) {
            this.status = status;
            this.slug = slug;
            this.title = title;
            this.titleEn = titleEn;
            this.detail = detail;
            this.detailEn = detailEn;
        }
    }
}
