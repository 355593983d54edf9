package vn.thidua.notification.inbox.mongo;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import vn.thidua.messaging.problem.Text;
import vn.thidua.notification.inbox.Delivery;
import vn.thidua.notification.inbox.Item;
import vn.thidua.notification.notice.Notice;

/** One item as a document. Times are kept to the millisecond. */
final class ItemDocument {

    static final String ID = "_id";
    static final String RECIPIENT = "recipient";
    static final String SEQ = "seq";
    static final String READ = "read";

    private ItemDocument() {}

    static Document of(Delivery delivery, long seq, Instant receivedAt) {
        var notice = delivery.notice();
        var document = new Document(ID, delivery.id())
                .append(RECIPIENT, delivery.recipient())
                .append(SEQ, seq)
                .append(READ, false)
                .append("event", delivery.event())
                .append("type", delivery.type())
                .append("board", delivery.board())
                .append("occurredAt", Date.from(delivery.occurredAt()))
                .append("receivedAt", Date.from(receivedAt))
                .append("title", notice.title().vi())
                .append("titleEn", notice.title().en())
                .append("body", notice.body().vi())
                .append("bodyEn", notice.body().en());
        if (notice.boardNotice() != null) {
            document.append("notice", notice.boardNotice());
        }
        return document;
    }

    static Item item(Document document) {
        var notice = new Notice(
                document.getString(RECIPIENT),
                new Text(document.getString("title"), document.getString("titleEn")),
                new Text(document.getString("body"), document.getString("bodyEn")),
                document.getString("notice"));
        var delivery = new Delivery(
                document.getString("event"),
                document.getString("type"),
                document.getString("board"),
                document.getDate("occurredAt").toInstant(),
                notice);
        return new Item(
                seq(document), delivery, document.getDate("receivedAt").toInstant(), document.getBoolean(READ, false));
    }

    static long seq(Document document) {
        return document.get(SEQ, Number.class).longValue();
    }
}
