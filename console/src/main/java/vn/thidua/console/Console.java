package vn.thidua.console;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Starts the console: pages for people, and one origin in front of the three services. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan
@ConfigurationPropertiesScan
public class Console {

    /** What others bring to a class path shared with the services; the console has no broker and no database. */
    private static final List<String> NOT_OURS = List.of(
            "vn.thidua.",
            "org.springdoc.",
            "org.springframework.cloud.",
            "org.springframework.boot.mongodb.",
            "org.springframework.boot.data.",
            "org.springframework.boot.kafka.",
            "org.springframework.boot.integration.",
            // Who may do what is laid down in the identity and issuer packages, and nowhere else.
            "org.springframework.boot.security.oauth2.",
            "org.springframework.boot.security.autoconfigure.UserDetailsService");

    private static final String EXCLUDE = "spring.autoconfigure.exclude";

    public static void main(String[] args) {
        application().run(args);
    }

    /**
     * The console, ready to run alone or beside the services in one JVM. Its configuration is {@code console.yml};
     * {@code thidua.scoring-url}, {@code thidua.ranking-url} and {@code thidua.notification-url} say where the
     * services are.
     */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Console.class)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .properties(Map.of("spring.config.name", "console"))
                .initializers(context -> leaveOutWhatIsNotOurs(context.getEnvironment()));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Beside whatever else is asked to be left out. */
    private static void leaveOutWhatIsNotOurs(ConfigurableEnvironment environment) {
        var candidates = ImportCandidates.load(AutoConfiguration.class, Console.class.getClassLoader());
        var notOurs = StreamSupport.stream(candidates.spliterator(), false)
                .filter(name -> NOT_OURS.stream().anyMatch(name::startsWith));
        var asked = Stream.of(environment.getProperty(EXCLUDE, String[].class, new String[0]));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "not-ours",
                        Map.of(EXCLUDE, Stream.concat(asked, notOurs).distinct().collect(Collectors.joining(",")))));
    }
}
