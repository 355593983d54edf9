package vn.thidua.standalone.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.thidua.proof.Verdict;

/** What a check came to: what was checked, what differs, and what could not be checked. */
final class Findings {

    private final List<Sentence> checked = new ArrayList<>();
    private final Set<Sentence> differences = new LinkedHashSet<>();
    private final List<Sentence> unchecked = new ArrayList<>();

    void checked(String vi, String en) {
        checked.add(new Sentence(vi, en));
    }

    void differs(String vi, String en) {
        differences.add(new Sentence(vi, en));
    }

    void differs(String what, Verdict verdict) {
        verdict.differences().forEach(found -> differs(what + ": " + found.vi(), what + ": " + found.en()));
    }

    void unchecked(String vi, String en) {
        unchecked.add(new Sentence(vi, en));
    }

    List<Sentence> checked() {
        return List.copyOf(checked);
    }

    List<Sentence> differences() {
        return List.copyOf(differences);
    }

    List<Sentence> unchecked() {
        return List.copyOf(unchecked);
    }

    /** 0 when nothing differs, 1 when something does, 2 when there is no verdict. */
    int status() {
        return differences.isEmpty() ? unchecked.isEmpty() ? 0 : 2 : 1;
    }

    /** For people. */
    record Sentence(String vi, String en) {}
}
