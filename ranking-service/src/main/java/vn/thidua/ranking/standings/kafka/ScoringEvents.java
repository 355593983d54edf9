package vn.thidua.ranking.standings.kafka;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import vn.thidua.messaging.Batch;
import vn.thidua.ranking.standings.Change.Source;
import vn.thidua.ranking.standings.Counting;
import vn.thidua.ranking.standings.Counting.Arrived;

/** The input of this service: what the scoring service tells, a batch at a time. */
@Configuration(proxyBeanMethods = false)
class ScoringEvents {

    /** Counts what can be read; the first record that cannot goes to the dead letters, and the rest comes again. */
    @Bean
    Consumer<Message<List<byte[]>>> scoring(Counting counting) {
        return message -> {
            var batch = Batch.of(message);
            counting.count(batch.read(ScoringEvents::arrived).stream()
                    .map(Batch.Read::value)
                    .toList());
            batch.throwIfPoisoned();
        };
    }

    private static Arrived arrived(Batch.Item item) {
        var event = item.event();
        return new Arrived(Countable.read(event.type(), event.data()), new Source(item.partition(), item.offset()));
    }
}
