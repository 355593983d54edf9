package vn.thidua.proof.log;

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

    static byte[] of(List<byte[]> entries) {
        var bundle =
                new byte[entries.stream().mapToInt(entry -> 2 + entry.length).sum()];
        var at = 0;
        for (var entry : entries) {
            bundle[at++] = (byte) (entry.length >> 8);
            bundle[at++] = (byte) entry.length;
            System.arraycopy(entry, 0, bundle, at, entry.length);
            at += entry.length;
        }
        return bundle;
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
