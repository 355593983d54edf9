package vn.thidua.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The Merkle tree over a log's entries (RFC 6962, section 2.1), in the plainest way. */
final class LogTree {

    private final List<byte[]> leaves;

    LogTree(List<String> entries) {
        leaves = entries.stream()
                .map(entry -> hash(new byte[] {0}, entry.getBytes(UTF_8)))
                .toList();
    }

    /** The root over so many of its first entries, in base64; {@code ""} when it has fewer. */
    String root(long size) {
        return size > leaves.size() ? "" : Base64.getEncoder().encodeToString(root(leaves.subList(0, (int) size)));
    }

    private static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return hash();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var left = Integer.highestOneBit(leaves.size() - 1);
        return hash(new byte[] {1}, root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }

    private static byte[] hash(byte[]... parts) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                sha256.update(part);
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
