package vn.thidua.faults.check;

import java.util.HashSet;
import vn.thidua.faults.check.Evidence.Letter;

/** Everything has been read, published and given up that had to be, and nothing else. */
final class AtRest implements Invariant {

    @Override
    public String name() {
        return "I9";
    }

    @Override
    public String promise() {
        return "60 s after the last fault: no lag, nothing unpublished, dead letters exactly the poison, no growth";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        evidence.aftermath()
                .lag()
                .forEach((group, lag) -> findings.expect(lag == 0, "%s is %d records behind", group, lag));
        evidence.sheets()
                .forEach((id, sheet) -> findings.expect(
                        !sheet.waiting()
                                && sheet.published() == sheet.standing().number(),
                        "the watermark of %s is %d, and it stands at %d",
                        id,
                        sheet.published(),
                        sheet.standing().number()));
        evidence.boards().forEach((id, board) -> findings.expect(!board.waiting(), "%s is marked as unpublished", id));
        var given = new HashSet<String>();
        for (var letter : evidence.letters()) {
            given.add(letter.record());
            findings.expect(
                    evidence.poison().contains(letter.record()),
                    "%s was given up (%s), and is no poison",
                    letter.record(),
                    letter.reason());
        }
        evidence.poison()
                .forEach(record -> findings.expect(
                        given.contains(record), "%s was poison, and there is no dead letter of it", record));
        evidence.aftermath().grown().forEach(grown -> findings.expect(false, "%s", grown));
        findings.expect(
                evidence.letters().stream().map(Letter::reason).noneMatch(String::isBlank),
                "a dead letter does not say why");
    }
}
