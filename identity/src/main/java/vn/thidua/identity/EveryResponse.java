package vn.thidua.identity;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** What the web server refuses by itself, before any filter sees it, carries the security headers too. */
final class EveryResponse implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addEngineValves(new Headers());
    }

    private static final class Headers extends ValveBase {

        Headers() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("X-Frame-Options", "DENY");
            response.setHeader("Referrer-Policy", "no-referrer");
            getNext().invoke(request, response);
        }
    }
}
