package vn.thidua.embedded.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Bytes that sort, without being decoded, as the values they were made from (see {@link KeyWriter}). */
final class Key implements Comparable<Key> {

    /** How a map of the file store holds keys. */
    static final BasicDataType<Key> TYPE = new Type();

    private final byte[] bytes;

    Key(byte[] bytes) {
        this.bytes = bytes;
    }

    Key append(Key more) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
        System.arraycopy(more.bytes, 0, joined, bytes.length, more.bytes.length);
        return new Key(joined);
    }

    boolean startsWith(Key prefix) {
        return bytes.length >= prefix.bytes.length
                && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    private static final class Type extends BasicDataType<Key> {

        private static final int OBJECT_OVERHEAD = 40;

        @Override
        public int compare(Key a, Key b) {
            return a.compareTo(b);
        }

        @Override
        public int getMemory(Key key) {
            return OBJECT_OVERHEAD + key.bytes.length;
        }

        @Override
        public void write(WriteBuffer buffer, Key key) {
            buffer.putVarInt(key.bytes.length).put(key.bytes);
        }

        @Override
        public Key read(ByteBuffer buffer) {
            byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
            buffer.get(bytes);
            return new Key(bytes);
        }

        @Override
        public Key[] createStorage(int size) {
            return new Key[size];
        }
    }
}
