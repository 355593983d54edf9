package vn.thidua.notification.inbox.mongo;

import static vn.thidua.notification.inbox.mongo.ItemDocument.ID;
import static vn.thidua.notification.inbox.mongo.ItemDocument.READ;
import static vn.thidua.notification.inbox.mongo.ItemDocument.RECIPIENT;
import static vn.thidua.notification.inbox.mongo.ItemDocument.SEQ;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import vn.thidua.notification.inbox.Delivery;
import vn.thidua.notification.inbox.Inbox;
import vn.thidua.notification.inbox.Inboxes;
import vn.thidua.notification.inbox.Item;

/**
 * {@link Inboxes} in two collections: {@code items}, one document each, only ever inserted and marked; and {@code
 * numbering}, the last number of each recipient as far as it is known.
 *
 * <p>Two unique indexes decide every race: {@code _id} is the delivery, so a second insert of it is refused; {@code
 * {recipient, seq}} is the place, so two writers never take the same. A writer takes only the place after one that it
 * knows to be taken, therefore there are no gaps and an item is never visible before its predecessors. {@code
 * numbering} is a hint that is written after the items: when it lags behind, the place is taken already and the real
 * last one is looked up.
 */
public final class MongoInboxes implements Inboxes {

    private static final String LAST = "last";

    private final MongoCollection<Document> items;
    private final MongoCollection<Document> numbering;

    /** Over the collections of this database; makes their indexes. */
    public MongoInboxes(MongoDatabase database) {
        this.items = database.getCollection("items");
        this.numbering = database.getCollection("numbering");
        items.createIndex(new Document(RECIPIENT, 1).append(SEQ, 1), new IndexOptions().unique(true));
        items.createIndex(new Document(RECIPIENT, 1).append(READ, 1).append(SEQ, 1));
    }

    @Override
    public Set<String> append(Collection<Delivery> deliveries, Instant receivedAt) {
        var waiting = absent(deliveries);
        if (waiting.isEmpty()) {
            return Set.of();
        }
        var last = hints(waiting);
        var grown = new LinkedHashSet<String>();
        while (!waiting.isEmpty()) {
            var numbered = number(waiting, last, receivedAt);
            var refused = insert(numbered);
            var inserted = refused == null ? waiting.size() : refused.getIndex();
            for (var delivery : waiting.subList(0, inserted)) {
                last.merge(delivery.recipient(), 1L, Long::sum);
                grown.add(delivery.recipient());
            }
            waiting = waiting.subList(inserted, waiting.size());
            if (refused != null) {
                var conflicting = waiting.getFirst();
                if (isThere(conflicting)) {
                    waiting = waiting.subList(1, waiting.size());
                } else {
                    last.put(conflicting.recipient(), newest(conflicting.recipient()));
                }
            }
        }
        remember(grown, last);
        return grown;
    }

    /** What is not in the store yet, each once. */
    private List<Delivery> absent(Collection<Delivery> deliveries) {
        var wanted = new LinkedHashMap<String, Delivery>();
        deliveries.forEach(delivery -> wanted.putIfAbsent(delivery.id(), delivery));
        if (wanted.isEmpty()) {
            return List.of();
        }
        items.find(new Document(ID, new Document("$in", List.copyOf(wanted.keySet()))))
                .projection(new Document(ID, 1))
                .forEach(there -> wanted.remove(there.getString(ID)));
        return List.copyOf(wanted.values());
    }

    private Map<String, Long> hints(List<Delivery> deliveries) {
        var last = new HashMap<String, Long>();
        deliveries.forEach(delivery -> last.put(delivery.recipient(), 0L));
        numbering
                .find(new Document(ID, new Document("$in", List.copyOf(last.keySet()))))
                .forEach(hint -> last.put(
                        hint.getString(ID), hint.get(LAST, Number.class).longValue()));
        return last;
    }

    private static List<Document> number(List<Delivery> deliveries, Map<String, Long> last, Instant receivedAt) {
        var next = new HashMap<>(last);
        var documents = new ArrayList<Document>(deliveries.size());
        for (var delivery : deliveries) {
            var seq = next.merge(delivery.recipient(), 1L, Long::sum);
            documents.add(ItemDocument.of(delivery, seq, receivedAt));
        }
        return documents;
    }

    /**
     * Inserts in order and stops at the first conflict, so that no place is taken before the one it follows.
     *
     * @return the conflict; all before it are inserted, all after it are not
     */
    private @Nullable BulkWriteError insert(List<Document> documents) {
        try {
            items.insertMany(documents, new InsertManyOptions().ordered(true));
            return null;
        } catch (MongoBulkWriteException e) {
            var errors = e.getWriteErrors();
            if (errors.isEmpty() || errors.getFirst().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return errors.getFirst();
        }
    }

    private boolean isThere(Delivery delivery) {
        return items.find(new Document(ID, delivery.id()))
                        .projection(new Document(ID, 1))
                        .first()
                != null;
    }

    private void remember(Set<String> grown, Map<String, Long> last) {
        var updates = new ArrayList<UpdateOneModel<Document>>();
        for (var recipient : new HashSet<>(grown)) {
            updates.add(new UpdateOneModel<>(
                    new Document(ID, recipient),
                    new Document("$max", new Document(LAST, last.get(recipient))),
                    new UpdateOptions().upsert(true)));
        }
        if (updates.isEmpty()) {
            return;
        }
        try {
            numbering.bulkWrite(updates, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            // Two first writers of one hint can meet; the one that is refused loses nothing but a hint.
            if (e.getWriteErrors().stream().anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
        }
    }

    @Override
    public Inbox inbox(String recipient) {
        var unread = items.countDocuments(new Document(RECIPIENT, recipient).append(READ, false));
        return new Inbox(recipient, newest(recipient), unread);
    }

    @Override
    public long newest(String recipient) {
        var hint = numbering.find(new Document(ID, recipient)).first();
        // From the hint on there is little to look through: some stores sort all that matches.
        var from = hint == null ? 1L : hint.get(LAST, Number.class).longValue();
        var newest = items.find(new Document(RECIPIENT, recipient).append(SEQ, new Document("$gte", from)))
                .sort(new Document(SEQ, -1))
                .limit(1)
                .projection(new Document(SEQ, 1))
                .first();
        return newest == null ? 0 : ItemDocument.seq(newest);
    }

    @Override
    public List<Item> before(String recipient, @Nullable Long before, int limit, boolean unreadOnly) {
        var page = new ArrayList<Item>(limit);
        var end = newest(recipient) + 1;
        var upper = before == null ? end : Math.min(before, end);
        // Numbers have no gaps, so the first window is the page unless what was read is left out.
        for (long window = limit; upper > 1 && page.size() < limit; window *= 2) {
            var lower = Math.max(1, upper - window);
            var query = new Document(RECIPIENT, recipient);
            if (unreadOnly) {
                query.append(READ, false);
            }
            query.append(SEQ, new Document("$gte", lower).append("$lt", upper));
            page.addAll(items(items.find(query).sort(new Document(SEQ, -1)).limit(limit - page.size())));
            upper = lower;
        }
        return page;
    }

    @Override
    public List<Item> after(String recipient, long seq, int limit) {
        var query = new Document(RECIPIENT, recipient).append(SEQ, new Document("$gt", seq));
        return items(items.find(query).sort(new Document(SEQ, 1)).limit(limit));
    }

    private static List<Item> items(FindIterable<Document> found) {
        return found.map(ItemDocument::item).into(new ArrayList<>());
    }

    @Override
    public boolean mark(String recipient, long seq, boolean read) {
        var marked = items.updateOne(
                new Document(RECIPIENT, recipient).append(SEQ, seq), new Document("$set", new Document(READ, read)));
        return marked.getMatchedCount() == 1;
    }
}
