package vn.thidua.standalone;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

@DisplayName("The year 2019 on Kafka and MongoDB containers")
@EnabledIf(value = "vn.thidua.messaging.testing.Docker#answers", disabledReason = "no Docker engine answers")
class OnRealServersTest {

    @TempDir
    private Path data;

    @Test
    void ends_as_it_does_on_the_embedded_ones() {
        try (var standalone = Running.start(data, TestBroker.container(), TestStore.container())) {
            MainJobTest.assertEndsAsExpected(Running.play(standalone));
        }
    }
}
