package vn.thidua.faults.check;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.faults.history.Operation.Reading;

/** What each reader saw only grows, and who holds a stream open ends up with what stands. */
final class NeverBackwards implements Invariant {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "I5";
    }

    @Override
    public String promise() {
        return "no reader sees a standing's version go backwards, nor misses the last";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<String, Reading> last = new HashMap<>();
        for (var reading : evidence.operations(Reading.class)) {
            var before = last.put(reading.reader() + " " + reading.board(), reading);
            findings.expect(
                    before == null || before.version() <= reading.version(),
                    "%s saw version %s of %s and then %d",
                    reading.reader(),
                    before == null ? "none" : before.version(),
                    reading.board(),
                    reading.version());
        }
        last.values().stream().filter(Reading::live).forEach(reading -> {
            var board = evidence.boards().get(reading.board());
            var stands = board == null || board.standings() == null
                    ? -1
                    : JSON.readTree(board.standings()).path("revision").asLong();
            findings.expect(
                    reading.version() == stands,
                    "%s holds a stream of %s open and was left at version %d of %d",
                    reading.reader(),
                    reading.board(),
                    reading.version(),
                    stands);
        });
    }
}
