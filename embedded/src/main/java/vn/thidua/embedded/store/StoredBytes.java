package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Documents as they lie in the file: BSON.
 *
 * <p>Keeping bytes instead of live objects makes a commit a copy of bytes, and gives every reader a document of its own:
 * mongo-java-server updates documents in place while earlier replies may still be on their way to a client.
 */
final class StoredBytes {

    private static final int TOO_LARGE = 10334;

    private StoredBytes() {}

    /** How many bytes the document takes on the wire. */
    static int size(Document document) {
        return encoded(document).readableBytes();
    }

    private static ByteBuf encoded(Document document) {
        ByteBuf buffer = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, buffer);
        return buffer;
    }

    static byte[] of(Document document) {
        ByteBuf buffer = encoded(document);
        int length = buffer.readableBytes();
        if (length > BsonConstants.MAX_BSON_OBJECT_SIZE) {
            throw new MongoServerError(
                    TOO_LARGE,
                    "BSONObjectTooLarge",
                    "BSONObj size: %d is invalid. Size must be at most %d"
                            .formatted(length, BsonConstants.MAX_BSON_OBJECT_SIZE));
        }
        byte[] bytes = new byte[length];
        buffer.readBytes(bytes);
        return bytes;
    }

    static Document document(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }
}
