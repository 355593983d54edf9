package vn.thidua.console;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import vn.thidua.console.service.Service;

/**
 * Runs the console over {@link FakeServices}, to look at the pages. Arguments: the port; then {@code all} for boards of
 * every kind and a service that is down, or {@code live} for sheets coming in until the results are final.
 */
final class ConsoleOverFakes {

    private ConsoleOverFakes() {}

    public static void main(String[] args) {
        var fake = FakeServices.with2019();
        fake.believe("http://localhost:" + args[0], "http://localhost:" + args[0] + "/oauth2/jwks");
        if (args.length > 1 && args[1].equals("all")) {
            var open = new Case2019();
            open.board = "hn-mttq-cum-1:2019-H1";
            open.status = "OPEN";
            open.counted = 25;
            open.leadership = "NOMINATED";
            fake.add(open);
            var empty = new Case2019();
            empty.board = "hn-mttq-cum-1:2019-H2";
            empty.status = "OPEN";
            empty.counted = 0;
            empty.leadership = "NONE";
            empty.theme = null;
            empty.notice = null;
            fake.add(empty);
            var names = new Case2019()
                    .rename(
                            "HM",
                            "Ủy ban Mặt trận Tổ quốc Việt Nam phường Hoàng Mai – Tương Mai – Định Công – Vĩnh Hưng")
                    .rename("LB", "<script>alert('Long Biên')</script>");
            names.board = "hn-mttq-cum-1:2019-DAI";
            names.status = "CLOSED";
            names.leadership = "NONE";
            fake.add(names);
            fake.stop(Service.SCORING);
        }
        Console.application()
                .run(
                        "--server.port=" + args[0],
                        "--thidua.scoring-url=" + fake.url(Service.SCORING),
                        "--thidua.ranking-url=" + fake.url(Service.RANKING),
                        "--thidua.notification-url=" + fake.url(Service.NOTIFICATION));
        if (args.length > 1 && args[1].equals("live")) {
            play(fake);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private static void play(FakeServices fake) {
        var board = fake.boards.values().iterator().next();
        board.status = "OPEN";
        board.counted = 0;
        board.leadership = "NONE";
        Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(
                        () -> {
                            if (board.counted < 36) {
                                board.counted++;
                            } else {
                                board.status = "FINAL";
                                board.leadership = "AGREED";
                            }
                            board.revision++;
                            fake.feed("standings", board.revision, board.standings());
                        },
                        5_000,
                        500,
                        TimeUnit.MILLISECONDS);
    }
}
