package vn.thidua.faults.inject;

/**
 * A way in which something goes wrong.
 *
 * @param name as the table shows it
 * @param weight how often it is chosen, beside the others
 * @param strike lets it happen, and ends with everything that can be mended mended; recovering comes after
 */
public record Fault(String name, int weight, Strike strike) {

    /** What happens. */
    @FunctionalInterface
    public interface Strike {
        void happen() throws Exception;
    }
}
