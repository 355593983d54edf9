package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/**
 * What is left of a result. A reply takes as much of it as MongoDB's replies hold: a driver that is sent more closes the
 * connection.
 */
final class ReplyCursor extends AbstractCursor {

    private static final int MOST_BYTES = 16 << 20;

    private List<Document> left;

    ReplyCursor(long id, List<Document> left) {
        super(id);
        this.left = left;
    }

    /**
     * How many of the documents go into one reply: at least one, if there is one.
     *
     * @param asked for; 0 when any number will do
     */
    static int fitting(List<Document> documents, int asked) {
        int most = asked > 0 ? Math.min(asked, documents.size()) : documents.size();
        if (most <= 1) {
            return most;
        }
        int bytes = 0;
        for (int count = 0; count < most; count++) {
            bytes += StoredBytes.size(documents.get(count));
            if (bytes > MOST_BYTES) {
                return Math.max(1, count);
            }
        }
        return most;
    }

    @Override
    public boolean isEmpty() {
        return left.isEmpty();
    }

    @Override
    public List<Document> takeDocuments(int asked) {
        int count = fitting(left, asked);
        List<Document> taken = left.subList(0, count);
        left = left.subList(count, left.size());
        return taken;
    }
}
