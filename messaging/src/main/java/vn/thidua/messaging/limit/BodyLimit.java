package vn.thidua.messaging.limit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.thidua.messaging.problem.Problems;
import vn.thidua.messaging.problem.ReadingRefused;

/**
 * Holds bodies to {@link BodyLimits}: refused at once when the length is said, and read no further than the limit, and
 * for no longer, when it is not.
 */
public final class BodyLimit extends OncePerRequestFilter {

    private final BodyLimits limits;
    private final Clock clock;

    public BodyLimit(BodyLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var most = limits.bytes(request.getRequestURI());
        if (request.getContentLengthLong() > most) {
            Problems.write(Refusals.tooLarge(most), request, response);
        } else {
            chain.doFilter(new Limited(request, most), response);
        }
    }

    private final class Limited extends HttpServletRequestWrapper {

        private final long most;
        private @Nullable ServletInputStream input;

        private Limited(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (input == null) {
                input = new LimitedInput(super.getInputStream(), most);
            }
            return input;
        }
    }

    private final class LimitedInput extends ServletInputStream {

        private final ServletInputStream input;
        private final long most;
        private final Instant until = clock.instant().plus(limits.patience());
        private long read;

        private LimitedInput(ServletInputStream input, long most) {
            this.input = input;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            var next = input.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var some = input.read(bytes, offset, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int some) throws IOException {
            read += some;
            if (read > most) {
                throw new ReadingRefused(Refusals.tooLarge(most));
            }
            if (clock.instant().isAfter(until)) {
                throw new ReadingRefused(Refusals.tooSlow(limits.patience().toSeconds()));
            }
        }

        @Override
        public boolean isFinished() {
            return input.isFinished();
        }

        @Override
        public boolean isReady() {
            return input.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            input.setReadListener(listener);
        }
    }
}
