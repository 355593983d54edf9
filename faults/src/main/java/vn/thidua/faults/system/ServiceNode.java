package vn.thidua.faults.system;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import vn.thidua.console.Console;
import vn.thidua.notification.NotificationService;
import vn.thidua.ranking.RankingService;
import vn.thidua.scoring.ScoringService;

/** A service as a process of its own, with a clock that may be wrong. */
public final class ServiceNode {

    private ServiceNode() {}

    /** Its name, by how many seconds its clock is ahead, and Spring's arguments. */
    public static void main(String... arguments) {
        Supplier<SpringApplicationBuilder> service = switch (arguments[0]) {
            case "scoring" -> ScoringService::application;
            case "ranking" -> RankingService::application;
            case "notification" -> NotificationService::application;
            case "console" -> Console::application;
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        var ahead = Duration.ofSeconds(Long.parseLong(arguments[1]));
        var application = service.get();
        if (!ahead.isZero()) {
            application.initializers(context ->
                    context.getBeanFactory().registerSingleton("clock", Clock.offset(Clock.systemUTC(), ahead)));
        }
        application.run(Arrays.copyOfRange(arguments, 2, arguments.length));
    }
}
