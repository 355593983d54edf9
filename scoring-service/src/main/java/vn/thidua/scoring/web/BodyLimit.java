package vn.thidua.scoring.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.thidua.events.EventJson;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;

/**
 * No body is longer than {@value #MOST} bytes, many times the longest sheet or score table: 413 when its length is
 * said, and read no further than that when it is not.
 */
@Component
class BodyLimit extends OncePerRequestFilter {

    static final int MOST = 256 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            refuse(request, response);
        } else if (request.getContentLengthLong() < 0) {
            chain.doFilter(new Limited(request), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var refusal = new Refusal(
                "body-too-large",
                413,
                new Text("Nội dung quá lớn", "The body is too large"),
                new Text(
                        "Nội dung gửi lên tối đa " + MOST / 1024 + " KiB.",
                        "A body has at most " + MOST / 1024 + " KiB."));
        var problem = refusal.toProblem();
        problem.put("instance", request.getRequestURI());
        response.setStatus(refusal.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(EventJson.mapper().writeValueAsBytes(problem));
    }

    private static final class Limited extends HttpServletRequestWrapper {

        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedInput(super.getInputStream());
        }
    }

    private static final class LimitedInput extends ServletInputStream {

        private final ServletInputStream input;
        private long read;

        LimitedInput(ServletInputStream input) {
            this.input = input;
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
            if (read > MOST) {
                throw new IOException("a body has at most " + MOST + " bytes");
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
