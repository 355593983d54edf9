package vn.thidua.notification;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The notification service: consumes what the ranking service decided and keeps everybody's inbox. */
@SpringBootApplication
public class NotificationService {

    /** The service, ready to run; further properties may be added, for example the broker's address. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(NotificationService.class)
                .properties("spring.config.name=notification-service", "spring.jmx.enabled=false")
                .bannerMode(Banner.Mode.OFF);
    }

    /** Runs the service on its own. */
    public static void main(String[] arguments) {
        application().run(arguments);
    }
}
