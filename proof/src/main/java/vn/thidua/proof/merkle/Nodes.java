package vn.thidua.proof.merkle;

/** Where the roots of complete subtrees can be looked up. */
@FunctionalInterface
public interface Nodes {

    /**
     * The root of the subtree over the leaves from {@code index × 2^level} to {@code (index + 1) × 2^level}, exclusive.
     *
     * @param level 0 for the leaves themselves
     */
    Hash at(int level, long index);
}
