package vn.thidua.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.TableRules.Award;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.rules.naive.NaiveOutcome;

@DisplayName("Under any sound table, from any log")
class AnyTableAnyLogTest {

    private static final int CASES = Integer.getInteger("cases", 600);

    private static void cases(LongConsumer each) {
        var first = Long.getLong("seed", System.nanoTime());
        for (var i = 0; i < CASES; i++) {
            var seed = first + i;
            try {
                each.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("run again with -Dseed=" + seed + " -Dcases=1", e);
            }
        }
    }

    private static Outcome compute(RandomCase random) {
        return Outcome.compute(Table.of(random.table), random.members, random.delivered(), random.proceedings);
    }

    @Test
    @DisplayName("the outcome is that of a naive recomputation, to the last digit")
    void equalsANaiveRecomputation() {
        cases(seed -> {
            var random = RandomCase.of(seed);
            assertThat(TableValidation.of(random.table)).isEmpty();
            var outcome = compute(random);
            var naive = NaiveOutcome.of(random.table, random.members, random.log, random.proceedings);

            assertThat(outcome.units()).hasSameSizeAs(random.members.units());
            for (var unit : outcome.units()) {
                var expected = Objects.requireNonNull(naive.get(unit.unit().id()));
                assertThat(comparable(unit, expected)).isEqualTo(expected);
                assertThat(unit.contested().isEmpty() || expected.awards().size() > 1)
                        .as("contested means undecided")
                        .isTrue();
            }
        });
    }

    /** What is decided must be the same; what is not must be open in the naive one too. */
    private static NaiveOutcome.Unit comparable(UnitOutcome unit, NaiveOutcome.Unit expected) {
        var kinds = new TreeMap<Kind, String>();
        unit.kinds().forEach(kind -> kinds.put(kind.kind(), kind.received() + "/" + kind.expected()));
        var awards = new TreeSet<String>();
        if (unit.award() != null) {
            awards.add(unit.award().code());
        } else if (expected.awards().size() > 1) {
            awards.addAll(expected.awards());
        } else if (unit.total() != null && unit.holds().isEmpty()) {
            awards.add("");
        }
        var classification = unit.classification();
        return new NaiveOutcome.Unit(
                unit.rank(),
                unit.tied(),
                unit.base(),
                unit.bonus(),
                unit.penalty(),
                unit.total(),
                unit.self(),
                kinds,
                classification == null ? null : classification.band().code(),
                awards);
    }

    @Test
    @DisplayName("order, repetition and earlier revisions change nothing")
    void deliveryChangesNothing() {
        cases(seed -> {
            var random = RandomCase.of(seed);
            var newest = Sheet.newest(random.log).values();

            var first = compute(random);

            assertThat(compute(random)).isEqualTo(first);
            assertThat(Outcome.compute(Table.of(random.table), random.members, newest, random.proceedings))
                    .isEqualTo(first);
        });
    }

    @Test
    @DisplayName("units that are counted apart give the same outcome together")
    void unitsAreCountedApart() {
        cases(seed -> {
            var random = RandomCase.of(seed);
            var table = Table.of(random.table);
            var counts = random.members.units().stream()
                    .map(unit -> UnitCount.of(
                            table,
                            random.members,
                            unit,
                            Sheet.newest(random.log.stream()
                                    .filter(sheet -> sheet.target().equals(unit.id()))
                                    .toList()),
                            random.proceedings))
                    .toList();

            assertThat(Outcome.of(table, counts, random.proceedings)).isEqualTo(compute(random));
        });
    }

    @Test
    @DisplayName("the steps of every explanation add up to the total, and can be said")
    void explanationsAddUp() {
        cases(seed -> {
            var random = RandomCase.of(seed);
            var words = new Words(random.members);
            var outcome = compute(random);
            for (var unit : outcome.units()) {
                assertThat(unit.explanation().sum()).isEqualTo(Objects.requireNonNullElse(unit.total(), 0));
                assertThat(unit.explanation().steps()).isNotEmpty();
                unit.explanation().steps().forEach(step -> said(words.of(step)));
                var classification = unit.classification();
                if (classification != null) {
                    assertThat(classification.because().isEmpty())
                            .isEqualTo(classification.band().equals(classification.byPoints()));
                    classification.because().forEach(reason -> said(words.of(reason)));
                }
            }
            outcome.ties().forEach(tie -> words.of(tie).forEach(AnyTableAnyLogTest::said));
        });
    }

    private static void said(Text text) {
        assertThat(text.vi()).endsWith(".").doesNotContain("null");
        assertThat(text.en()).endsWith(".").doesNotContain("null");
    }

    @Test
    @DisplayName("ranks are 1-2-2-4, best first, and a broken tie keeps its rank")
    void ranksAreStable() {
        cases(seed -> {
            var units = compute(RandomCase.of(seed)).units();
            for (var unit : units) {
                var total = unit.total();
                if (total == null) {
                    assertThat(unit.rank()).isNull();
                    continue;
                }
                assertThat(unit.rank())
                        .isEqualTo(1
                                + (int) units.stream()
                                        .filter(other -> other.total() != null && other.total() > total)
                                        .count());
            }
            assertThat(units)
                    .isSortedAccordingTo(
                            Comparator.comparing(UnitOutcome::total, Comparator.nullsLast(Comparator.reverseOrder())));
        });
    }

    @Test
    @DisplayName("more points never give a lower class by points")
    void classesAreMonotone() {
        cases(seed -> {
            var random = RandomCase.of(seed);
            var table = Table.of(random.table);
            var units = compute(random).units();
            for (var one : units) {
                for (var other : units) {
                    if (place(table, one) != null
                            && place(table, other) != null
                            && one.total() != null
                            && other.total() != null
                            && one.total() >= other.total()) {
                        assertThat(byPoints(table, one)).isLessThanOrEqualTo(byPoints(table, other));
                        assertThat(place(table, one)).isGreaterThanOrEqualTo(byPoints(table, one));
                    }
                }
            }
        });
    }

    private static @Nullable Integer place(Table table, UnitOutcome unit) {
        var classification = unit.classification();
        return classification == null
                ? null
                : table.placeOf(classification.band().code());
    }

    private static int byPoints(Table table, UnitOutcome unit) {
        return table.placeOf(Objects.requireNonNull(
                        Objects.requireNonNull(unit.classification()).byPoints())
                .code());
    }

    @Test
    @DisplayName("no award has more winners than places, and nobody held or untotalled is among them")
    void awardsHaveTheirPlaces() {
        cases(seed -> {
            var outcome = compute(RandomCase.of(seed));
            for (var award : awards(outcome)) {
                var winners = outcome.units().stream()
                        .filter(unit -> award.equals(unit.award()))
                        .toList();
                assertThat(winners).hasSizeLessThanOrEqualTo(award.places()).allSatisfy(unit -> {
                    assertThat(unit.holds()).isEmpty();
                    assertThat(unit.total()).isNotNull();
                    assertThat(unit.contested()).isEmpty();
                });
            }
            for (var tie : outcome.unbroken()) {
                assertThat(tie.unbroken()).hasSizeGreaterThan(1).isSubsetOf(tie.units());
            }
        });
    }

    private static Set<Award> awards(Outcome outcome) {
        var awards = new HashSet<Award>();
        outcome.units().stream()
                .map(UnitOutcome::award)
                .filter(Objects::nonNull)
                .forEach(awards::add);
        return awards;
    }

    @Test
    @DisplayName("the cases are worth the name: each rule is met")
    void theCasesMeetEveryRule() {
        var steps = new HashSet<String>();
        var others = new HashSet<String>();
        for (var seed = 0; seed < 2_000; seed++) {
            var outcome = compute(RandomCase.of(seed));
            for (var unit : outcome.units()) {
                unit.explanation().steps().forEach(step -> steps.add(Words.code(step)));
                var classification = unit.classification();
                if (classification != null) {
                    classification
                            .because()
                            .forEach(reason -> others.add(reason.getClass().getSimpleName()));
                }
                if (!unit.contested().isEmpty()) {
                    others.add("contested");
                }
            }
            for (var tie : outcome.ties()) {
                others.add(tie.getClass().getSimpleName());
                if (tie instanceof Tie.AtAward at) {
                    at.steps().forEach(step -> others.add(step.getClass().getSimpleName()));
                }
            }
        }
        assertThat(steps)
                .containsExactlyInAnyOrder(
                        "RECUSED",
                        "KIND_RECUSED",
                        "LEFT_OUT",
                        "NOT_TRIMMED",
                        "SHEET_ROUNDED",
                        "SUPERSEDED",
                        "AWAITED",
                        "SELF",
                        "PEER",
                        "APPRAISAL_1",
                        "APPRAISAL_2",
                        "BONUS",
                        "PENALTY",
                        "CAP",
                        "ROUNDED");
        assertThat(others)
                .containsAll(List.of(
                        "Vetoed",
                        "Demoted",
                        "WithoutSelf",
                        "Harmless",
                        "AtAward",
                        "contested",
                        "Parted",
                        "Equal",
                        "Awaited"));
    }
}
