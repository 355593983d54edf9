package vn.thidua.faults.check;

import java.util.List;

/**
 * How one invariant fared.
 *
 * @param checked how many things could have broken it
 * @param violated how many did
 * @param examples what is wrong, of the first of them
 */
public record Verdict(String invariant, String promise, long checked, long violated, List<String> examples) {}
