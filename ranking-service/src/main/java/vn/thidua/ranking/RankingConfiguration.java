package vn.thidua.ranking;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.events.Topics;
import vn.thidua.messaging.DeclaredTopics;
import vn.thidua.messaging.EventPublisher;
import vn.thidua.messaging.Outbox;
import vn.thidua.messaging.TopicPlan;
import vn.thidua.messaging.access.KafkaAccess;
import vn.thidua.messaging.live.LiveFeed;
import vn.thidua.messaging.operations.Alterations.Alteration;
import vn.thidua.messaging.operations.Watch;
import vn.thidua.ranking.leadership.HeadInForce;
import vn.thidua.ranking.leadership.Leaderships;
import vn.thidua.ranking.leadership.Rotation;
import vn.thidua.ranking.leadership.mongo.MongoLeaderships;
import vn.thidua.ranking.proceedings.AllProceedings;
import vn.thidua.ranking.proceedings.Recording;
import vn.thidua.ranking.proceedings.Subject;
import vn.thidua.ranking.proceedings.mongo.MongoProceedings;
import vn.thidua.ranking.standings.Board;
import vn.thidua.ranking.standings.Boards;
import vn.thidua.ranking.standings.Counting;
import vn.thidua.ranking.standings.Finalising;
import vn.thidua.ranking.standings.Following;
import vn.thidua.ranking.standings.Heads;
import vn.thidua.ranking.standings.HeldSheets;
import vn.thidua.ranking.standings.ShadowWatch;
import vn.thidua.ranking.standings.correction.Correcting;
import vn.thidua.ranking.standings.kafka.KafkaEventLog;
import vn.thidua.ranking.standings.mongo.MongoBoards;
import vn.thidua.ranking.standings.mongo.MongoCorrections;
import vn.thidua.ranking.standings.mongo.MongoRebuilds;
import vn.thidua.ranking.standings.rebuild.RebuildThread;
import vn.thidua.ranking.standings.rebuild.Rebuilding;

/** Puts the features together with their stores and their topics. */
@Configuration(proxyBeanMethods = false)
class RankingConfiguration {

    private static final String SOURCE = "/thidua/ranking-service";
    private static final String BOARDS = "boards";
    private static final String LEADERSHIPS = "leaderships";
    private static final String PROCEEDINGS = "proceedings";

    @Bean
    TopicPlan scoringTopic() {
        return DeclaredTopics.named(Topics.SCORING);
    }

    @Bean
    TopicPlan rankingTopic() {
        return DeclaredTopics.named(Topics.RANKING);
    }

    @Bean
    Outbox boardsOutbox(MongoDatabase database, EventPublisher publisher, Clock clock) {
        return new Outbox(database.getCollection(BOARDS), Topics.RANKING, SOURCE, publisher, clock, board -> true);
    }

    @Bean
    Outbox leadershipsOutbox(MongoDatabase database, EventPublisher publisher, Clock clock) {
        return new Outbox(
                database.getCollection(LEADERSHIPS), Topics.RANKING, SOURCE, publisher, clock, leadership -> true);
    }

    /** What a crash left unpublished may not be counted yet either: it is counted first, always. */
    @Bean
    Outbox proceedingsOutbox(MongoDatabase database, EventPublisher publisher, Following following, Clock clock) {
        return new Outbox(database.getCollection(PROCEEDINGS), Topics.RANKING, SOURCE, publisher, clock, document -> {
            following.follow(MongoProceedings.recorded(document));
            return true;
        });
    }

    @Bean
    AllProceedings allProceedings(MongoDatabase database, @Qualifier("proceedingsOutbox") Outbox outbox) {
        return new MongoProceedings(database.getCollection(PROCEEDINGS), outbox::publish);
    }

    @Bean
    Following following(Boards boards, Clock clock) {
        return new Following(boards, clock);
    }

    @Bean
    Recording recording(AllProceedings all, Boards boards, Heads heads, Following following, Clock clock) {
        return new Recording(all, board -> subject(boards.find(board)), heads::headOf, following::follow, clock);
    }

    private static Optional<Subject> subject(Board board) {
        return Optional.ofNullable(board.opened())
                .flatMap(opened ->
                        Optional.ofNullable(board.standings()).map(standings -> new Subject(opened, standings)));
    }

    @Bean
    Boards boards(MongoDatabase database, @Qualifier("boardsOutbox") Outbox outbox, ShadowWatch shadow) {
        return new MongoBoards(database.getCollection(BOARDS), (board, unpublished) -> {
            outbox.publish(board, unpublished);
            shadow.changed(board);
        });
    }

    /** Reads for itself: it is told of changes by the boards, and changes nothing. */
    @Bean
    ShadowWatch shadow(MongoDatabase database) {
        var stored = new MongoBoards(database.getCollection(BOARDS), (board, unpublished) -> {});
        return new ShadowWatch(stored::find, Duration.ofSeconds(5));
    }

    @Bean
    MeterBinder shadowDifferences(ShadowWatch shadow) {
        return registry -> Gauge.builder("thidua.shadow.differing", shadow, ShadowWatch::differing)
                .description("boards whose standings differ from their independent recomputation")
                .register(registry);
    }

    @Bean
    Leaderships leaderships(MongoDatabase database, @Qualifier("leadershipsOutbox") Outbox outbox) {
        return new MongoLeaderships(database.getCollection(LEADERSHIPS), outbox::publish);
    }

    @Bean
    Counting counting(Boards boards, Clock clock) {
        return new Counting(boards, clock);
    }

    @Bean
    Watch heldSheetsWatch(Boards boards, MeterRegistry meters) {
        var held = new HeldSheets(boards);
        return new Watch(
                held::step,
                () -> held.altered().stream()
                        .map(sheet -> new Alteration(
                                sheet,
                                "Nội dung trong dịch vụ xếp hạng đã bị sửa: không còn khớp mã băm khi nhận, hoặc không đọc được nữa.",
                                "The content in the ranking service was changed: it no longer fits the digest that it came"
                                        + " with, or cannot be read any more."))
                        .toList(),
                meters);
    }

    @Bean
    Heads heads(Leaderships leaderships) {
        return new HeadInForce(leaderships)::of;
    }

    @Bean
    Finalising finalising(Boards boards, Heads heads, AllProceedings all, Clock clock) {
        return new Finalising(boards, heads, board -> all.find(board).recorded(), clock);
    }

    @Bean
    Correcting correcting(Boards boards, MongoDatabase database, Heads heads, Clock clock) {
        return new Correcting(boards, new MongoCorrections(database.getCollection("corrections")), heads, clock);
    }

    @Bean
    RebuildThread rebuildThread() {
        return new RebuildThread();
    }

    @Bean
    Rebuilding rebuilding(
            Boards boards, MongoDatabase database, KafkaAccess brokers, RebuildThread rebuildThread, Clock clock) {
        return new Rebuilding(
                boards,
                new MongoRebuilds(database),
                new KafkaEventLog(brokers),
                rebuildThread,
                rebuildThread::isStopping,
                clock);
    }

    @Bean
    Rotation rotation(Leaderships leaderships, Boards boards, Clock clock) {
        return new Rotation(
                leaderships, board -> Optional.ofNullable(boards.find(board).opened()), clock);
    }

    @Bean
    LiveFeed standingsFeed(Clock clock, JsonMapper mapper) {
        return new LiveFeed(clock, mapper);
    }

    @Bean
    OpenAPI rankingApi() {
        return new OpenAPI()
                // Relative, because people and programs usually come in through the console's origin.
                .servers(List.of(new Server().url("/")))
                .info(new Info()
                        .title("Thi Đua: ranking")
                        .version("v1")
                        .description("Standings of emulation clusters, their finalisation, and who leads next year."
                                + " All points are whole hundredths: 9250 is 92.50."));
    }
}
