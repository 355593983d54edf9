package vn.thidua.bench.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.TimeUnit;
import vn.thidua.events.EventJson;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Role;
import vn.thidua.ranking.RankingService;
import vn.thidua.ranking.standings.rebuild.Rebuilding;

/** The other side of {@link RankingAlone}: rebuilds each board that it is told, a line each, and says what came of it. */
final class RankingProcess {

    private RankingProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        var context = RankingService.application()
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.jmx.enabled=false",
                        "--thidua.kafka=" + arguments[0],
                        "--spring.mongodb.uri=" + arguments[1],
                        "--thidua.database=" + arguments[2]);
        var rebuilding = context.getBean(Rebuilding.class);
        var operator = new Actor("bench", Role.OPERATIONS, null, true);
        System.out.println("READY");
        var wanted = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (var board = wanted.readLine(); board != null; board = wanted.readLine()) {
            var begun = rebuilding.begin(board.equals("all") ? null : board, false, operator);
            var rebuild = begun;
            while (!rebuild.state().isEnd()) {
                TimeUnit.MILLISECONDS.sleep(20);
                rebuild = rebuilding.find(begun.id()).orElseThrow();
            }
            System.out.println("REBUILT " + EventJson.mapper().writeValueAsString(rebuild));
        }
    }
}
