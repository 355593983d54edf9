package vn.thidua.scoring.cluster.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import vn.thidua.scoring.access.Reach;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.cluster.Clusters;
import vn.thidua.scoring.cluster.Membership;

/** Clusters in the collection {@code clusters}: {@code {_id, name, members: [{unit, from, to?}]}}, days as ISO text. */
@Repository
public class MongoClusters implements Clusters {

    private static final String UNIT = "members.unit";

    private final MongoCollection<Document> clusters;

    public MongoClusters(MongoDatabase database) {
        this.clusters = database.getCollection("clusters");
        clusters.createIndex(new Document(UNIT, 1).append("_id", 1));
    }

    @Override
    public boolean put(Cluster cluster) {
        var written = clusters.replaceOne(
                new Document("_id", cluster.id()), document(cluster), new ReplaceOptions().upsert(true));
        return written.getUpsertedId() != null;
    }

    @Override
    public Optional<Cluster> find(String id) {
        return Optional.ofNullable(clusters.find(new Document("_id", id)).first())
                .map(MongoClusters::cluster);
    }

    @Override
    public List<Cluster> page(Reach reach, @Nullable String after, int limit) {
        var from = after == null ? new Document() : new Document("_id", new Document("$gt", after));
        if (reach instanceof Reach.OfUnit(var unit)) {
            from.append(UNIT, unit);
        }
        return clusters.find(from)
                .sort(new Document("_id", 1))
                .limit(limit)
                .map(MongoClusters::cluster)
                .into(new ArrayList<>());
    }

    private static Document document(Cluster cluster) {
        return new Document("_id", cluster.id())
                .append("name", cluster.name())
                .append(
                        "members",
                        cluster.members().stream().map(MongoClusters::document).toList());
    }

    private static Document document(Membership member) {
        var document =
                new Document("unit", member.unit()).append("from", member.from().toString());
        var to = member.to();
        return to == null ? document : document.append("to", to.toString());
    }

    private static Cluster cluster(Document document) {
        return new Cluster(
                document.getString("_id"),
                document.getString("name"),
                document.getList("members", Document.class).stream()
                        .map(MongoClusters::membership)
                        .toList());
    }

    private static Membership membership(Document document) {
        var to = document.getString("to");
        return new Membership(
                document.getString("unit"),
                LocalDate.parse(document.getString("from")),
                to == null ? null : LocalDate.parse(to));
    }
}
