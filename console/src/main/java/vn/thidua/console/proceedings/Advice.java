package vn.thidua.console.proceedings;

import java.util.List;

/** How evenly a board was scored, in sentences. */
record Advice(List<Finding> findings) {

    /** The sorts that there are findings of, in the order in which they are told. */
    public List<String> sorts() {
        return findings.stream().map(Finding::sort).distinct().toList();
    }

    /** The findings of a sort, those first that are farthest from even. */
    public List<Finding> of(String sort) {
        return findings.stream().filter(finding -> finding.sort().equals(sort)).toList();
    }

    record Finding(String sort, int size, Ties.Sentence text) {}
}
