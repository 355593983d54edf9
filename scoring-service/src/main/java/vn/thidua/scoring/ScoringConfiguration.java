package vn.thidua.scoring;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.events.EventJson;
import vn.thidua.events.Topics;
import vn.thidua.messaging.DeclaredTopics;
import vn.thidua.messaging.EventPublisher;
import vn.thidua.messaging.Outbox;
import vn.thidua.messaging.PlannedTopics;
import vn.thidua.messaging.TopicPlan;
import vn.thidua.messaging.live.LiveFeed;
import vn.thidua.messaging.operations.Alterations.Alteration;
import vn.thidua.messaging.operations.Watch;
import vn.thidua.proof.note.SigningKey;
import vn.thidua.scoring.appraisal.AnswerAppraisal;
import vn.thidua.scoring.appraisal.Duties;
import vn.thidua.scoring.appraisal.mongo.MongoStatements;
import vn.thidua.scoring.audit.Audit;
import vn.thidua.scoring.audit.AuditEntries;
import vn.thidua.scoring.board.BoardMembers;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.CloseBoard;
import vn.thidua.scoring.board.PrepareBoard;
import vn.thidua.scoring.board.RecuseScorer;
import vn.thidua.scoring.board.VisibleBoards;
import vn.thidua.scoring.board.mongo.MongoBoards;
import vn.thidua.scoring.cluster.Clusters;
import vn.thidua.scoring.evidence.AddEvidence;
import vn.thidua.scoring.evidence.EvidenceStore;
import vn.thidua.scoring.intake.ClaimedSubmissions;
import vn.thidua.scoring.intake.EventBatches;
import vn.thidua.scoring.intake.EventClaims;
import vn.thidua.scoring.intake.Intake;
import vn.thidua.scoring.intake.TakeEvents;
import vn.thidua.scoring.intake.WorkOffBatch;
import vn.thidua.scoring.intake.kafka.FailedIntake;
import vn.thidua.scoring.intake.kafka.IntakeConsumer;
import vn.thidua.scoring.intake.kafka.KafkaIntakeAnswers;
import vn.thidua.scoring.intake.worker.BatchWorker;
import vn.thidua.scoring.leadership.AgreedLeaderships;
import vn.thidua.scoring.leadership.AppointHead;
import vn.thidua.scoring.leadership.LeadershipTerms;
import vn.thidua.scoring.leadership.kafka.LeadershipConsumer;
import vn.thidua.scoring.proof.FinalBoards;
import vn.thidua.scoring.proof.FinalResults;
import vn.thidua.scoring.proof.Integrity;
import vn.thidua.scoring.proof.Salts;
import vn.thidua.scoring.proof.SeasonBoards;
import vn.thidua.scoring.proof.SeasonLogs;
import vn.thidua.scoring.proof.Seasons;
import vn.thidua.scoring.proof.mongo.MongoSigningKey;
import vn.thidua.scoring.quarantine.DealWithQuarantine;
import vn.thidua.scoring.quarantine.Quarantine;
import vn.thidua.scoring.scoretable.ScoreTables;
import vn.thidua.scoring.sheet.RulesInForce;
import vn.thidua.scoring.sheet.Settlement;
import vn.thidua.scoring.sheet.SheetLog;
import vn.thidua.scoring.sheet.Submissions;
import vn.thidua.scoring.sheet.mongo.MongoSheets;
import vn.thidua.scoring.system.RegisterSystem;
import vn.thidua.scoring.system.Systems;
import vn.thidua.scoring.system.kafka.KafkaSystemTopics;
import vn.thidua.scoring.trial.TryTable;
import vn.thidua.scoring.unit.Units;

/** Puts the features together; the only place that knows the time and the topics. */
@Configuration(proxyBeanMethods = false)
class ScoringConfiguration {

    private static final String SERVICE = "thidua";
    private static final String SOURCE = "/thidua/scoring";
    private static final int ID_BYTES = 12;

    /** What comes over HTTP is read as strictly as what comes as an event. */
    @Bean
    @Primary
    JsonMapper strictJson() {
        return EventJson.mapper();
    }

    @Bean
    TopicPlan scoringTopic() {
        return DeclaredTopics.named(Topics.SCORING);
    }

    /** Planned as the ranking service plans it: whoever starts first creates it. */
    @Bean
    TopicPlan rankingTopic() {
        return DeclaredTopics.named(Topics.RANKING);
    }

    @Bean
    Outbox boardOutbox(MongoDatabase database, EventPublisher publisher, Clock clock) {
        var boards = database.getCollection(MongoBoards.COLLECTION);
        return new Outbox(boards, Topics.SCORING, SOURCE, publisher, clock, board -> true);
    }

    /**
     * What a crash left unpublished may have come too late for its board, and may not be in the log: that is settled
     * before it is told.
     */
    @Bean
    Outbox sheetOutbox(
            MongoDatabase database,
            EventPublisher publisher,
            Clock clock,
            ObjectProvider<Settlement> settlement,
            ObjectProvider<SeasonLogs> logs) {
        var sheets = database.getCollection(MongoSheets.COLLECTION);
        return new Outbox(sheets, Topics.SCORING, SOURCE, publisher, clock, document -> {
            var sheet = MongoSheets.sheet(document);
            return settlement.getObject().counts(sheet.id(), sheet.revision())
                    && logs.getObject()
                            .prove(List.of(new SheetLog.Counted(sheet, sheet.revision())))
                            .getFirst()
                            .isPresent();
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
    Outbox statementOutbox(MongoDatabase database, EventPublisher publisher, Clock clock) {
        var statements = database.getCollection(MongoStatements.COLLECTION);
        return new Outbox(statements, Topics.SCORING, SOURCE, publisher, clock, statement -> true);
    }

    @Bean
    MongoStatements statements(MongoDatabase database, Outbox statementOutbox) {
        return new MongoStatements(database, statementOutbox::publish);
    }

    @Bean
    AnswerAppraisal answerAppraisal(MongoStatements statements, MongoSheets sheets, Clock clock) {
        return new AnswerAppraisal(statements, sheets, clock);
    }

    @Bean
    AddEvidence addEvidence(EvidenceStore store, Clock clock) {
        return new AddEvidence(store, clock);
    }

    @Bean
    Duties duties(MongoSheets sheets, MongoStatements statements, Clock clock) {
        return new Duties(sheets, statements, clock);
    }

    @Bean
    PrepareBoard prepareBoard(
            Boards boards,
            Clusters clusters,
            Units units,
            ScoreTables scoreTables,
            LeadershipTerms terms,
            SeasonLogs logs,
            Audit audit,
            Clock clock) {
        return new PrepareBoard(boards, clusters, units, scoreTables, terms, logs, audit, clock);
    }

    /** From its file where one is named, which is made when it is not there; otherwise from the database. */
    @Bean
    SigningKey seasonLogKey(@Value("${thidua.proof.key-file}") String file, MongoDatabase database) throws IOException {
        if (file.isBlank()) {
            return MongoSigningKey.of(SERVICE, database);
        }
        var path = Path.of(file);
        if (Files.notExists(path)) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            SigningKey.generate(SERVICE, new SecureRandom()).write(path);
        }
        return SigningKey.read(SERVICE, path);
    }

    @Bean
    SeasonLogs seasonLogs(
            Seasons seasons,
            Boards boards,
            MongoSheets sheets,
            Salts salts,
            SigningKey seasonLogKey,
            Supplier<String> unguessable) {
        return new SeasonLogs(seasons, boards, sheets, salts, seasonLogKey, unguessable);
    }

    @Bean
    Watch integrityWatch(
            SeasonLogs logs,
            Seasons seasons,
            Boards boards,
            MongoSheets sheets,
            CloseBoard closeBoard,
            FinalResults finalResults,
            MeterRegistry meters) {
        var integrity = new Integrity(logs, seasons, boards, sheets, closeBoard::finish, finalResults::prove);
        return new Watch(
                integrity::step,
                () -> integrity.found().stream()
                        .map(found -> new Alteration(found.subject(), found.vi(), found.en()))
                        .toList(),
                meters);
    }

    @Bean
    FinalResults finalResults(FinalBoards finalBoards, SeasonLogs logs) {
        return new FinalResults(finalBoards, logs);
    }

    @Bean
    SeasonBoards seasonBoards(SeasonLogs logs, Boards boards) {
        return new SeasonBoards(logs, boards);
    }

    /** Tells ids apart that are made in the same millisecond; nobody can guess one. */
    @Bean
    Supplier<String> unguessable() {
        var random = new SecureRandom();
        return () -> {
            var bytes = new byte[ID_BYTES];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }

    @Bean
    Audit audit(AuditEntries entries, Clock clock, Supplier<String> unguessable) {
        return new Audit(entries, clock, unguessable);
    }

    @Bean
    AppointHead appointHead(LeadershipTerms terms, Audit audit) {
        return new AppointHead(terms, audit);
    }

    @Bean
    AgreedLeaderships agreedLeaderships(LeadershipTerms terms) {
        return new AgreedLeaderships(terms);
    }

    /** Bound to the ranking service's events by its name. */
    @Bean
    Consumer<Message<List<byte[]>>> leadership(AgreedLeaderships agreedLeaderships, FinalResults finalResults) {
        return new LeadershipConsumer(agreedLeaderships, finalResults::on);
    }

    @Bean
    BoardMembers boardMembers(Clusters clusters) {
        return BoardMembers.from(clusters);
    }

    @Bean
    VisibleBoards visibleBoards(Boards boards, Clusters clusters) {
        return new VisibleBoards(boards, clusters);
    }

    @Bean
    CloseBoard closeBoard(Boards boards, MongoSheets sheets, SeasonLogs logs, Clock clock) {
        return new CloseBoard(boards, sheets, logs, clock);
    }

    @Bean
    RecuseScorer recuseScorer(Boards boards, Clock clock) {
        return new RecuseScorer(boards, clock);
    }

    @Bean
    RulesInForce rulesInForce(Boards boards, BoardMembers boardMembers) {
        return new RulesInForce(boards, boardMembers);
    }

    @Bean
    Settlement settlement(Boards boards, CloseBoard closeBoard, MongoSheets sheets, RulesInForce rules) {
        return new Settlement(boards, closeBoard, sheets, rules);
    }

    @Bean
    Submissions submissions(
            MongoSheets sheets, RulesInForce rules, Settlement settlement, SeasonLogs logs, Clock clock) {
        return new Submissions(sheets, rules, settlement, logs, clock);
    }

    @Bean
    TryTable tryTable(Boards boards, MongoSheets sheets) {
        return new TryTable(boards, sheets);
    }

    @Bean
    ClaimedSubmissions claimedSubmissions(Submissions submissions, EventClaims claims, Supplier<String> unguessable) {
        return new ClaimedSubmissions(submissions, claims, unguessable);
    }

    @Bean
    Intake intakeOfSheets(
            TakeEvents takeEvents,
            ClaimedSubmissions submissions,
            Quarantine quarantine,
            EventPublisher publisher,
            Clock clock) {
        var answers = new KafkaIntakeAnswers(publisher, SOURCE);
        return new Intake(takeEvents, submissions, quarantine, answers, clock);
    }

    @Bean
    FailedIntake failedIntake(Intake intakeOfSheets) {
        return new FailedIntake(intakeOfSheets);
    }

    @Bean
    DealWithQuarantine dealWithQuarantine(Quarantine quarantine, Intake intakeOfSheets, Audit audit, Clock clock) {
        return new DealWithQuarantine(quarantine, intakeOfSheets, audit, clock);
    }

    @Bean
    RegisterSystem registerSystem(Systems systems, PlannedTopics topics, Audit audit, Clock clock) {
        return new RegisterSystem(systems, new KafkaSystemTopics(topics), audit, clock);
    }

    @Bean
    TakeEvents takeEvents(ClaimedSubmissions submissions, Quarantine quarantine, Clock clock) {
        return new TakeEvents(submissions, quarantine, clock);
    }

    @Bean
    WorkOffBatch workOffBatch(
            EventBatches batches, TakeEvents takeEvents, WorkOffBatch.Progress progress, Clock clock) {
        return new WorkOffBatch(batches, takeEvents, progress, clock);
    }

    @Bean
    BatchWorker batchWorker(EventBatches batches, WorkOffBatch workOffBatch) {
        return new BatchWorker(batches, workOffBatch);
    }

    @Bean
    LiveFeed liveFeed(Clock clock, JsonMapper mapper) {
        return new LiveFeed(clock, mapper);
    }

    /** Bound to the districts' intake topics by its name. */
    @Bean
    Consumer<Message<List<byte[]>>> intake(Intake intakeOfSheets) {
        return new IntakeConsumer(intakeOfSheets);
    }

    @Bean
    OpenAPI scoringApi() {
        return new OpenAPI()
                // Relative, because people and programs usually come in through the console's origin.
                .servers(List.of(new Server().url("/")))
                .info(new Info()
                        .title("Thi Đua: scoring")
                        .version("v1")
                        .description("Units, clusters, score tables, boards and score sheets. All points are whole"
                                + " hundredths: 9250 is 92.50. Refusals are RFC 9457 problems in Vietnamese and"
                                + " English. Who is not let in is answered 401 or 403; what is another's or"
                                + " sealed is answered 404, as if it were not there."));
    }
}
