package vn.thidua.scoring.leadership.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import vn.thidua.scoring.leadership.LeadershipTerms;
import vn.thidua.scoring.leadership.Terms;
import vn.thidua.scoring.leadership.Terms.Agreement;
import vn.thidua.scoring.leadership.Terms.Appointment;

/**
 * Terms in the collection {@code terms}: {@code {_id: cluster, version, appointments: [{head, from}], agreements: [{board,
 * revision, at, head, deputy, from}]}}, days as ISO text.
 */
@Repository
public class MongoLeadershipTerms implements LeadershipTerms {

    private final MongoCollection<Document> terms;

    public MongoLeadershipTerms(MongoDatabase database) {
        this.terms = database.getCollection("terms");
        terms.createIndex(new Document("_id", 1).append("version", 1), new IndexOptions().unique(true));
    }

    @Override
    public Terms of(String cluster) {
        var found = terms.find(new Document("_id", cluster)).first();
        return found == null ? Terms.none(cluster) : terms(found);
    }

    @Override
    public boolean store(Terms before, Terms after) {
        if (before.version() > 0) {
            var guard = new Document("_id", before.cluster()).append("version", before.version());
            return terms.replaceOne(guard, document(after)).getMatchedCount() == 1;
        }
        try {
            terms.insertOne(document(after));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private static Document document(Terms terms) {
        return new Document("_id", terms.cluster())
                .append("version", terms.version())
                .append(
                        "appointments",
                        terms.appointments().stream()
                                .map(appointment -> new Document("head", appointment.head())
                                        .append("from", appointment.from().toString()))
                                .toList())
                .append(
                        "agreements",
                        terms.agreements().stream()
                                .map(agreement -> new Document("board", agreement.board())
                                        .append("revision", agreement.revision())
                                        .append("at", Date.from(agreement.at()))
                                        .append("head", agreement.head())
                                        .append("deputy", agreement.deputy())
                                        .append("from", agreement.from().toString()))
                                .toList());
    }

    private static Terms terms(Document found) {
        return new Terms(
                found.getString("_id"),
                found.getLong("version"),
                found.getList("appointments", Document.class, List.of()).stream()
                        .map(appointment -> new Appointment(
                                appointment.getString("head"), LocalDate.parse(appointment.getString("from"))))
                        .toList(),
                found.getList("agreements", Document.class, List.of()).stream()
                        .map(agreement -> new Agreement(
                                agreement.getString("board"),
                                agreement.getLong("revision"),
                                agreement.getDate("at").toInstant(),
                                agreement.getString("head"),
                                agreement.getString("deputy"),
                                LocalDate.parse(agreement.getString("from"))))
                        .toList());
    }
}
