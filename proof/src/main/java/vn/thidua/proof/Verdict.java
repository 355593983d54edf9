package vn.thidua.proof;

import java.util.List;

/** What a check found, for people: nothing, or everything that differs. */
public record Verdict(List<Difference> differences) {

    public Verdict {
        differences = List.copyOf(differences);
    }

    /** Whether everything is as it should be. */
    public boolean isValid() {
        return differences.isEmpty();
    }

    /** Something that is not as it should be. */
    public record Difference(Kind kind, String vi, String en) {}

    /** What sort of thing it is. */
    public enum Kind {
        /** It is about another log. */
        OTHER_ORIGIN,
        /** No key that is known for this log signed it. */
        UNKNOWN_SIGNER,
        /** It names a known key, which did not sign this. */
        WRONG_SIGNATURE,
        /** The entry does not have the hash that is said to be its. */
        OTHER_ENTRY,
        /** The signed log is too small to contain the entry. */
        SIZE_TOO_SMALL,
        /** The leaf and its path do not lead to the signed root. */
        NOT_IN_TREE,
        /** Two signed logs of the same size have different roots. */
        WRONG_ROOT,
        /** The log is smaller than it once was. */
        LOG_SHRANK,
        /** The log does not begin with what it once was. */
        HISTORY_CHANGED
    }
}
