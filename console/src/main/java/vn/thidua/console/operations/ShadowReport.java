package vn.thidua.console.operations;

import java.util.List;

/**
 * What the ranking service tells of its second, independent computation of the standings.
 *
 * @param checked how many boards it has looked at since its start
 */
record ShadowReport(long checked, List<Difference> differences) {

    /** What the standings say, and what the other computation does. */
    record Difference(String board, String subject, String held, String recounted) {}
}
