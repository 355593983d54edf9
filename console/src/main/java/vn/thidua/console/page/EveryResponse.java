package vn.thidua.console.page;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** What the web server refuses by itself, because it cannot be read, carries the headers of {@link Protection} too. */
@Component
final class EveryResponse implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final Protection protection;

    EveryResponse(Protection protection) {
        this.protection = protection;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addEngineValves(new Headers(protection));
    }

    private static final class Headers extends ValveBase {

        private final Protection protection;

        Headers(Protection protection) {
            super(true);
            this.protection = protection;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            protection.headers(response);
            getNext().invoke(request, response);
        }
    }
}
