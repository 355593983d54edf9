package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.standalone.demo.Season;
import vn.thidua.standalone.load.LightLoad;

@DisplayName("Two and three instances of every service")
class SeveralInstancesTest {

    @TempDir
    private Path data;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void share_the_work_and_lose_nothing_while_one_after_the_other_is_replaced() throws Exception {
        try (var fleet = new Fleet(data, 2)) {
            try (var season = new Season(fleet.origin(), fleet.kafkaDoor(), Clock.systemUTC(), step -> {})) {
                MainJobTest.assertEndsAsExpected(season.play());
            }
            var load = LightLoad.start(fleet.origin(), "2019-THAY");
            for (var service : fleet.services()) {
                service.startOne();
                load.awaitAcknowledged(load.acknowledged() + 10);
                service.stopTheOldest();
                service.cutConnections();
                load.awaitAcknowledged(load.acknowledged() + 10);
                service.stopTheOldest();
                load.awaitAcknowledged(load.acknowledged() + 10);
                service.startOne();
            }
            assertThat(load.stopAndCompare()).isEmpty();
            // None need be: whoever is replaced in order finishes what it was asked.
            System.out.printf("%d acknowledged, %d sent again%n", load.acknowledged(), load.sentAgain());
        }
    }
}
