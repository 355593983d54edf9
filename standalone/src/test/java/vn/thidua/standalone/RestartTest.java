package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.standalone.access.DemoClients;

@DisplayName("Everything in one process")
class RestartTest {

    @TempDir
    private Path data;

    @Test
    void keeps_its_data_over_a_restart() throws Exception {
        String before;
        try (var first = Running.start(data, null, null)) {
            MainJobTest.assertEndsAsExpected(Running.play(first));
            before = standings(first);
        }
        try (var second = Running.start(data, null, null)) {
            assertThat(standings(second)).isEqualTo(before);
            MainJobTest.assertEndsAsExpected(Running.play(second));
        }
    }

    @Test
    void refuses_a_data_folder_that_another_process_uses() throws Exception {
        try (var first = Running.start(data, null, null)) {
            assertThat(first.origin()).isNotNull();
            assertThatThrownBy(() -> Running.start(data, null, null))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("another Thi Đua uses the data folder");
        }
    }

    @Test
    void says_which_port_is_taken_and_leaves_nothing_running() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = new Standalone.Settings(data, 0, taken.getLocalPort(), 0, null, null, null);
            assertThatThrownBy(() -> Standalone.start(settings, (part, address) -> {}))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        Running.start(data, null, null).close();
    }

    private static String standings(Standalone standalone) throws IOException, InterruptedException {
        URI uri = standalone.origin().resolve("/api/ranking/v1/boards/hn-mttq-cum-1:2019/standings");
        try (var client = HttpClient.newHttpClient()) {
            var token = new DemoClients(standalone.origin(), Clock.systemUTC()).token(DemoClients.CITY);
            var request = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + token)
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }
}
