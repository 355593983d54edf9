package vn.thidua.scoring;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;

/** Starts the scoring service, alone or beside others in one JVM. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan
public class ScoringService {

    /** The service with its own configuration file, {@code scoring-service.yml}, ready to be given more and run. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ScoringService.class)
                .bannerMode(Banner.Mode.OFF)
                .properties("spring.config.name=scoring-service");
    }

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        application().run(arguments);
    }
}
