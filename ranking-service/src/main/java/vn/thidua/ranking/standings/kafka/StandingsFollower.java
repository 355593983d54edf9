package vn.thidua.ranking.standings.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import vn.thidua.events.EventJson;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.LeadershipNominated;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.Standings;
import vn.thidua.events.StandingsUpdated;
import vn.thidua.events.Topics;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.messaging.access.KafkaAccess;
import vn.thidua.messaging.live.LiveFeed;
import vn.thidua.ranking.standings.StandingsPolicy;

/**
 * Shows on every instance what any instance published: follows the topic of the ranking events from its end, in no
 * group, and pushes standings to whoever watches their board here. What was published while nobody followed is not
 * lost to a reader, who gets the stored standings on connecting.
 */
@Component
final class StandingsFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StandingsFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private final LiveFeed feed;
    private @Nullable Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean running;

    StandingsFollower(KafkaAccess brokers, LiveFeed standingsFeed) {
        settings = new HashMap<>(brokers.settings());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "ranking-service-follower");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        this.feed = standingsFeed;
    }

    private void follow() {
        while (running) {
            try (var following =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = following;
                followFromTheEnd(following);
            } catch (WakeupException e) {
                log.debug("Woken up to stop");
            } catch (KafkaException e) {
                log.warn("Following the standings failed and is taken up again: {}", e.getMessage());
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    private void followFromTheEnd(Consumer<byte[], byte[]> following) {
        var partitions = following.partitionsFor(Topics.RANKING).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        following.assign(partitions);
        following.seekToEnd(partitions);
        while (running) {
            following.poll(POLL).forEach(this::show);
        }
    }

    private void show(ConsumerRecord<byte[], byte[]> published) {
        var type = published.headers().lastHeader("ce_type");
        if (type == null || published.value() == null) {
            return;
        }
        try {
            show(new String(type.value(), UTF_8), published.value());
        } catch (UnreadableEvent e) {
            log.warn(
                    "{}-{}@{} is not shown: {}",
                    published.topic(),
                    published.partition(),
                    published.offset(),
                    e.getMessage());
        }
    }

    private void show(String type, byte[] data) {
        switch (EventJson.read(type, data)) {
            case StandingsUpdated updated -> push(updated.standings());
            case ResultsFinalised finalised -> push(finalised.standings());
            case ProceedingsRecorded recorded -> {}
            case LeadershipNominated nominated -> {}
            case LeadershipAgreed agreed -> {}
            case ScoringEvent stranger -> log.warn("{} is not a ranking event", type);
        }
    }

    /** Rights are looked at again with each push: who connected once may not see everything that comes. */
    private void push(Standings standings) {
        StandingsPolicy.shownTo(standings)
                .forEach((reader, shown) -> feed.push(
                        reader.feed(standings.board()), new LiveFeed.Message(shown.revision(), "standings", shown)));
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("standings-follower").start(this::follow);
    }

    @Override
    public void stop() {
        running = false;
        var following = consumer;
        if (following != null) {
            following.wakeup();
        }
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
