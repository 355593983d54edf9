package vn.thidua.notification;

import com.mongodb.client.MongoDatabase;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.events.Topics;
import vn.thidua.messaging.DeclaredTopics;
import vn.thidua.messaging.TopicPlan;
import vn.thidua.messaging.live.LiveFeed;
import vn.thidua.notification.inbox.Inboxes;
import vn.thidua.notification.inbox.kafka.RankingListener;
import vn.thidua.notification.inbox.mongo.MongoInboxes;
import vn.thidua.notification.inbox.web.LiveInboxes;

@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

    @Bean
    TopicPlan rankingTopic() {
        return DeclaredTopics.named(Topics.RANKING);
    }

    @Bean
    Inboxes inboxes(MongoDatabase database) {
        return new MongoInboxes(database);
    }

    @Bean
    LiveInboxes liveInboxes(Inboxes inboxes, Clock clock, JsonMapper mapper) {
        return new LiveInboxes(inboxes, new LiveFeed(clock, mapper));
    }

    /** Bound to {@link Topics#RANKING} by its name. */
    @Bean
    Consumer<Message<List<byte[]>>> ranking(Inboxes inboxes, LiveInboxes live, Clock clock) {
        return new RankingListener(inboxes, live::grew, clock);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                // Relative, because people and programs usually come in through the console's origin.
                .servers(List.of(new Server().url("/")))
                .info(new Info()
                        .title("Thi Đua: hộp thư thông báo")
                        .version("v1")
                        .description("Who was told what. Texts are Vietnamese; the members that end in En say the"
                                + " same in English. Points in texts have two decimals."));
    }
}
