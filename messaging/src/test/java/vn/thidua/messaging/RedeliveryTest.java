package vn.thidua.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.BsonDocument;
import org.bson.BsonMaximumSizeExceededException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import vn.thidua.events.UnreadableEvent;

/** What is waited for, and what is given up. */
class RedeliveryTest {

    private static final ServerAddress SERVER = new ServerAddress();

    static Stream<Throwable> outages() {
        return Stream.of(
                new MongoTimeoutException("no server"),
                new MongoSocketReadException("closed", SERVER),
                new MongoCommandException(BsonDocument.parse("{ok: 0, code: 189, errmsg: 'stepped down'}"), SERVER),
                new MongoException("anything else of the store"),
                write(91, "shutting down"),
                new TimeoutException("no broker"),
                new KafkaException("closed"),
                new CompletionException(new TimeoutException("no broker")),
                new java.util.concurrent.TimeoutException(),
                new IllegalStateException("wrapped", new MongoTimeoutException("no server")));
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new NullPointerException(),
                new UnreadableEvent(UnreadableEvent.Reason.INVALID_DATA, "not JSON"),
                write(11000, "E11000 duplicate key"),
                write(121, "Document failed validation"),
                bulk(11000),
                new BsonMaximumSizeExceededException("larger than 16 MB"),
                new RecordTooLargeException("larger than the topic takes"),
                new CompletionException(new RecordTooLargeException("larger than the topic takes")),
                new SerializationException("not bytes"));
    }

    private static MongoWriteException write(int code, String message) {
        return new MongoWriteException(new WriteError(code, message, new BsonDocument()), SERVER, Set.of());
    }

    private static MongoBulkWriteException bulk(int code) {
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(),
                List.of(new BulkWriteError(code, "refused", new BsonDocument(), 0)),
                null,
                SERVER,
                Set.of());
    }

    private static Throwable asThrownByAListener(Throwable failure) {
        return new ListenerExecutionFailedException("Listener failed", failure);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void whatAnotherMomentMayCureIsWaitedFor(Throwable outage) {
        assertThat(Redelivery.isOutage(asThrownByAListener(outage))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatIsWrongWithTheRecordIsNotWaitedForForEver(Throwable failure) {
        assertThat(Redelivery.isOutage(asThrownByAListener(failure))).isFalse();
    }
}
