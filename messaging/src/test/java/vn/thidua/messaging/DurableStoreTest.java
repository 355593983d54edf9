package vn.thidua.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.thidua.messaging.testing.TestStore;

class DurableStoreTest {

    @Test
    void isUsedDurablyWhateverTheConnectionStringSays() {
        var careless = TestStore.embedded() + "/?w=1&journal=false&readConcernLevel=local&readPreference=nearest";
        try (var app = new ConsumerApp("--spring.mongodb.uri=" + careless)) {
            var database = app.context.getBean(MongoDatabase.class);
            assertThat(database.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY.withJournal(true));
            assertThat(database.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
            assertThat(database.getReadPreference()).isEqualTo(ReadPreference.primary());
        }
    }

    @Test
    void isRefusedWhereSomethingElseHasMadeItLess() {
        try (var client = MongoClients.create(
                DurableStore.REQUIRED.on(MongoClientSettings.builder()).build())) {
            var durable = client.getDatabase("any");
            assertThatCode(() -> DurableStore.REQUIRED.check(durable)).doesNotThrowAnyException();
            Stream.of(
                            durable.withWriteConcern(WriteConcern.W1),
                            durable.withWriteConcern(WriteConcern.MAJORITY),
                            durable.withReadConcern(ReadConcern.LOCAL),
                            durable.withReadPreference(ReadPreference.secondaryPreferred()))
                    .forEach(less -> assertThatThrownBy(() -> DurableStore.REQUIRED.check(less))
                            .isInstanceOf(UnsafeConfiguration.class)
                            .hasMessageContaining("what is acknowledged could be lost"));
        }
    }
}
