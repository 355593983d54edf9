package vn.thidua.console.service;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the services answer, as origins without a path.
 *
 * @param scoringUrl for example {@code http://localhost:8081}
 * @param rankingUrl for example {@code http://localhost:8082}
 * @param notificationUrl for example {@code http://localhost:8083}
 */
@ConfigurationProperties("thidua")
public record ServiceAddresses(URI scoringUrl, URI rankingUrl, URI notificationUrl) {

    public URI of(Service service) {
        return switch (service) {
            case SCORING -> scoringUrl;
            case RANKING -> rankingUrl;
            case NOTIFICATION -> notificationUrl;
        };
    }

    /** The address of something in a service. The path must be encoded already. */
    public URI at(Service service, String pathAndQuery) {
        var origin = of(service).toString();
        return URI.create((origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin) + pathAndQuery);
    }
}
