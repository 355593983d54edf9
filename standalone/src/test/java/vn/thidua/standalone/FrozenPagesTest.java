package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What somebody without a login sees of a board that is closed and not final")
class FrozenPagesTest {

    private static String board = "";

    @BeforeAll
    static void freeze() {
        var system = Running.system();
        board = system.openBoard("2020-Q4");
        system.submitAsIn2019(board, "HBT", "LB");
        system.closeBoard(board);
    }

    @Test
    @DisplayName("is the frozen board, called not final")
    void isTheFrozenBoard() throws Exception {
        assertThat(page("/boards/" + board))
                .contains("Chưa chính thức", "Quận Long Biên")
                .doesNotContain("Kết quả chính thức");
    }

    @ParameterizedTest(name = "and no result by {0}")
    @ValueSource(
            strings = {
                "/",
                "/boards/{board}",
                "/boards/{board}/standings",
                "/boards/{board}/honours",
                "/boards/{board}/motion.css",
                "/boards/{board}/leadership",
                "/boards/{board}/units/LB",
                "/boards/{board}/file",
                "/boards/{board}/scoring",
                "/inboxes/LB",
                "/operations",
                "/api/ranking/v1/boards",
                "/api/ranking/v1/boards/{board}/standings",
                "/api/ranking/v1/boards/{board}/units/LB",
                "/api/scoring/v1/boards/{board}/sheets/PEER/HBT/LB",
                "/api/notification/v1/inboxes/CITY/items",
            })
    void noResult(String path) throws Exception {
        // Long Biên has 89.00, and leads alone: nobody else was scored.
        assertThat(page(path.replace("{board}", board)))
                .doesNotContain("89,00", "89.00", "8900", "Dẫn đầu: Quận Long Biên");
    }

    private static String page(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            Running.system().standalone().origin().resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }
}
