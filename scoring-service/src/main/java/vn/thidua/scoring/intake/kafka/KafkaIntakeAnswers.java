package vn.thidua.scoring.intake.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import vn.thidua.events.EventJson;
import vn.thidua.events.Topics;
import vn.thidua.messaging.CloudEvent;
import vn.thidua.messaging.EventPublisher;
import vn.thidua.scoring.intake.IntakeAnswers;

/** Answers on each district's {@link Topics#intakeResults}, keyed by the source that is answered. */
public class KafkaIntakeAnswers implements IntakeAnswers {

    private final EventPublisher publisher;
    private final String source;

    public KafkaIntakeAnswers(EventPublisher publisher, String source) {
        this.publisher = publisher;
        this.source = source;
    }

    @Override
    public void send(List<Answer> answers) {
        var sent = new ArrayList<CompletableFuture<Void>>(answers.size());
        for (var answer : answers) {
            var result = answer.result();
            var event = new CloudEvent(
                    answer.id(),
                    source,
                    Topics.RESULT_TYPE,
                    result.event(),
                    answer.at(),
                    EventJson.mapper().writeValueAsBytes(result));
            sent.add(publisher.send(
                    Topics.intakeResults(answer.unit()), Objects.requireNonNullElse(result.source(), ""), event));
        }
        // All are under way before the first is waited for.
        sent.forEach(CompletableFuture::join);
    }
}
