package vn.thidua.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import vn.thidua.standalone.demo.Season;

/** A system that was started for the tests of this JVM: embedded, on free ports, with the year 2019 played once. */
final class Running {

    private static @Nullable Running instance;

    private final Standalone standalone;
    private final Season.Outcome season;

    private Running() throws IOException {
        standalone = start(Files.createTempDirectory("thidua-test"), null, null);
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::close));
        season = play(standalone);
    }

    static synchronized Running system() {
        if (instance == null) {
            try {
                instance = new Running();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return instance;
    }

    static Standalone start(Path data, @Nullable String kafka, @Nullable String mongodb) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        return Standalone.start(new Standalone.Settings(data, 0, 0, 0, kafka, mongodb), (part, address) -> {});
    }

    static Season.Outcome play(Standalone standalone) {
        try (var season =
                new Season(standalone.origin(), standalone.brokers(), Clock.systemUTC(), System.out::println)) {
            return season.play();
        }
    }

    Standalone standalone() {
        return standalone;
    }

    Season.Outcome season() {
        return season;
    }

    String url(String path) {
        return standalone.origin().resolve(path).toString();
    }
}
