package vn.thidua.messaging.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import vn.thidua.messaging.problem.ReadingRefused;

class BodyLimitTest {

    private static final BodyLimits LIMITS = new BodyLimits(
            DataSize.ofBytes(100), Map.of("/api/scoring/v1/events", DataSize.ofBytes(1000)), Duration.ofSeconds(30));

    private final AtomicLong seconds = new AtomicLong();
    private final Clock clock = ((InstantSource) () -> Instant.ofEpochSecond(seconds.get())).withZone(ZoneOffset.UTC);
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void aBodyWhoseLengthIsTooMuchIsRefusedBeforeItIsRead() throws Exception {
        var read = new AtomicLong();

        new BodyLimit(LIMITS, clock)
                .doFilter(request("/x", 101), response, (request, answer) -> read.incrementAndGet());

        assertThat(read).hasValue(0);
        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString(UTF_8)).contains("urn:thidua:problem:body-too-large", "100 byte", "/x");
    }

    @Test
    void aBodyOfUnknownLengthIsReadToTheLimitAndNoFurther() throws Exception {
        new BodyLimit(LIMITS, clock).doFilter(chunked("/x", 5000), response, (request, answer) -> {
            var body = request.getInputStream();
            assertThat(body.readNBytes(100)).hasSize(100);
            assertThatThrownBy(() -> body.readNBytes(1))
                    .isInstanceOfSatisfying(
                            ReadingRefused.class,
                            refused -> assertThat(refused.refusal().status()).isEqualTo(413));
        });
    }

    @Test
    void aPathMayHaveALimitOfItsOwn() throws Exception {
        new BodyLimit(LIMITS, clock)
                .doFilter(
                        chunked("/api/scoring/v1/events", 1000),
                        response,
                        (request, answer) -> assertThat(request.getInputStream().readAllBytes())
                                .hasSize(1000));
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void aClientThatTricklesIsNotWaitedFor() throws Exception {
        new BodyLimit(LIMITS, clock).doFilter(chunked("/x", 50), response, (request, answer) -> {
            var body = request.getInputStream();
            seconds.set(30);
            assertThat(body.read()).isNotNegative();
            seconds.set(31);
            assertThatThrownBy(body::read)
                    .isInstanceOfSatisfying(
                            ReadingRefused.class,
                            refused -> assertThat(refused.refusal().status()).isEqualTo(408));
        });
    }

    private static MockHttpServletRequest request(String path, int length) {
        var request = new MockHttpServletRequest("POST", path);
        request.setContent(new byte[length]);
        return request;
    }

    private static HttpServletRequest chunked(String path, int length) {
        return new jakarta.servlet.http.HttpServletRequestWrapper(request(path, length)) {
            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
    }
}
