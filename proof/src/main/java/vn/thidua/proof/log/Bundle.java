package vn.thidua.proof.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Entries as they are published: each after its length in two bytes, the higher one first. */
final class Bundle {

    static final int LONGEST_ENTRY = 0xffff;

    private Bundle() {}

    /** @throws EntryTooLarge when its length does not fit */
    static void check(byte[] entry) {
        if (entry.length > LONGEST_ENTRY) {
            throw new EntryTooLarge(entry.length);
        }
    }

    static void append(ByteArrayOutputStream bundle, byte[] entry) {
        check(entry);
        bundle.write(entry.length >> 8);
        bundle.write(entry.length);
        bundle.writeBytes(entry);
    }

    /** @throws DamagedLog when the bytes end within an entry */
    static List<byte[]> entries(String path, byte[] bundle) {
        var entries = new ArrayList<byte[]>();
        var at = 0;
        while (at < bundle.length) {
            var start = at + 2;
            var end = start > bundle.length ? start : start + ((bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff);
            if (end > bundle.length) {
                throw new DamagedLog(path + " ends within entry " + entries.size());
            }
            entries.add(Arrays.copyOfRange(bundle, start, end));
            at = end;
        }
        return entries;
    }
}
