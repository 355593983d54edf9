package vn.thidua.ranking.standings;

import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringClosed.CountedSheet;

/**
 * A sheet that is counted here in another way than the manifest has it.
 *
 * @param expectedRevision as the manifest has it; {@code null} when the manifest does not name the sheet
 * @param heldRevision as it is counted here; {@code null} when it has not arrived
 * @param what {@code absent}, {@code older}, {@code different} (a newer revision, or other content),
 *     {@code altered} (its content here is not what its digest says: somebody changed it) or {@code unexpected}
 */
public record Difference(
        String sheet,
        @Nullable Long expectedRevision,
        @Nullable Long heldRevision,
        String what) {

    /** Everything in which the sheets differ from the manifest, ordered by sheet. */
    static List<Difference> between(List<CountedSheet> manifest, Sheets sheets) {
        var expected = manifest.stream().collect(toMap(CountedSheet::sheet, Function.identity(), (one, same) -> one));
        var unlike =
                manifest.stream().flatMap(counted -> of(counted, sheets.byId().get(counted.sheet())).stream());
        var unexpected = sheets.byId().values().stream()
                .filter(held -> !expected.containsKey(held.sheet()))
                .map(held -> new Difference(held.sheet(), null, held.revision(), "unexpected"));
        return Stream.concat(unlike, unexpected)
                .sorted(Comparator.comparing(Difference::sheet))
                .toList();
    }

    private static Optional<Difference> of(CountedSheet counted, @Nullable ScoreSubmitted held) {
        if (held == null) {
            return Optional.of(new Difference(counted.sheet(), counted.revision(), null, "absent"));
        }
        if (!SheetDigest.fits(held)) {
            return Optional.of(new Difference(counted.sheet(), counted.revision(), held.revision(), "altered"));
        }
        if (held.revision() == counted.revision() && held.digest().equals(counted.digest())) {
            return Optional.empty();
        }
        var what = held.revision() < counted.revision() ? "older" : "different";
        return Optional.of(new Difference(counted.sheet(), counted.revision(), held.revision(), what));
    }
}
