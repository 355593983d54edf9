package vn.thidua.scoring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.events.EventJson;
import vn.thidua.events.Topics;
import vn.thidua.messaging.EventPublisher;
import vn.thidua.messaging.Outbox;
import vn.thidua.messaging.TopicPlan;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.CloseBoard;
import vn.thidua.scoring.board.PrepareBoard;
import vn.thidua.scoring.board.mongo.MongoBoards;
import vn.thidua.scoring.cluster.Clusters;
import vn.thidua.scoring.scoretable.ScoreTables;
import vn.thidua.scoring.sheet.RulesInForce;
import vn.thidua.scoring.sheet.Settlement;
import vn.thidua.scoring.sheet.Submissions;
import vn.thidua.scoring.sheet.mongo.MongoSheets;
import vn.thidua.scoring.unit.Units;

/** Puts the features together; the only place that knows the time and the topics. */
@Configuration(proxyBeanMethods = false)
class ScoringConfiguration {

    private static final String SOURCE = "/thidua/scoring";
    private static final int PARTITIONS = 4;

    /** What comes over HTTP is read as strictly as what comes as an event. */
    @Bean
    @Primary
    JsonMapper strictJson() {
        return EventJson.mapper();
    }

    @Bean
    TopicPlan scoringTopic() {
        return TopicPlan.events(Topics.SCORING, PARTITIONS);
    }

    @Bean
    TopicPlan intakeTopic() {
        return TopicPlan.events(Topics.INTAKE, PARTITIONS);
    }

    @Bean
    TopicPlan intakeResultsTopic() {
        return TopicPlan.events(Topics.INTAKE_RESULTS, PARTITIONS);
    }

    @Bean
    Outbox boardOutbox(MongoDatabase database, EventPublisher publisher, Clock clock) {
        var boards = database.getCollection(MongoBoards.COLLECTION);
        return new Outbox(boards, Topics.SCORING, SOURCE, publisher, clock, board -> true);
    }

    /** What a crash left unpublished may have come too late for its board: that is settled before it is told. */
    @Bean
    Outbox sheetOutbox(
            MongoDatabase database, EventPublisher publisher, Clock clock, ObjectProvider<Settlement> settlement) {
        var sheets = database.getCollection(MongoSheets.COLLECTION);
        return new Outbox(sheets, Topics.SCORING, SOURCE, publisher, clock, document -> {
            var sheet = MongoSheets.sheet(document);
            return settlement.getObject().counts(sheet.id(), sheet.revision());
        });
    }

    @Bean
    MongoBoards boards(MongoDatabase database, Outbox boardOutbox) {
        return new MongoBoards(database, boardOutbox::publish);
    }

    @Bean
    MongoSheets sheets(MongoDatabase database, Outbox sheetOutbox) {
        return new MongoSheets(database, sheetOutbox::publish);
    }

    @Bean
    PrepareBoard prepareBoard(Boards boards, Clusters clusters, Units units, ScoreTables scoreTables, Clock clock) {
        return new PrepareBoard(boards, clusters, units, scoreTables, clock);
    }

    @Bean
    CloseBoard closeBoard(Boards boards, MongoSheets sheets, Clock clock) {
        return new CloseBoard(boards, sheets, clock);
    }

    @Bean
    RulesInForce rulesInForce(Boards boards) {
        return new RulesInForce(boards);
    }

    @Bean
    Settlement settlement(Boards boards, CloseBoard closeBoard, MongoSheets sheets, RulesInForce rules) {
        return new Settlement(boards, closeBoard, sheets, rules);
    }

    @Bean
    Submissions submissions(MongoSheets sheets, RulesInForce rules, Settlement settlement, Clock clock) {
        return new Submissions(sheets, rules, settlement, clock);
    }
}
