package vn.thidua.rules;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.TableRules.TieBreak;
import vn.thidua.rules.Proceedings.Ballot;
import vn.thidua.rules.Proceedings.TieDecision;

/** Takes equal units through the chain, for as long as it is undecided who of them gets the places that are left. */
final class TieBreaking {

    private final Proceedings proceedings;
    private final int places;
    private final List<Tie.Attempt> attempts = new ArrayList<>();
    private final List<UnitCount> before = new ArrayList<>();
    private final List<List<UnitCount>> after = new ArrayList<>();
    private List<UnitCount> undecided;

    private TieBreaking(Proceedings proceedings, List<UnitCount> units, int places) {
        this.proceedings = proceedings;
        this.places = places;
        undecided = units;
    }

    /** @param places at least one, and fewer than there are units */
    static TieBreaking of(Table table, Proceedings proceedings, List<UnitCount> units, int places) {
        var breaking = new TieBreaking(proceedings, units, places);
        for (var step : table.tieBreaks()) {
            if (breaking.undecided.isEmpty()) {
                break;
            }
            breaking.attempt(step);
        }
        return breaking;
    }

    /** Units with equal totals in the order in which the whole chain puts them; those that it leaves equal together. */
    static List<List<UnitCount>> order(Table table, Proceedings proceedings, List<UnitCount> units) {
        var blocks = List.of(units);
        for (var step : table.tieBreaks()) {
            var parted = new ArrayList<List<UnitCount>>();
            for (var block : blocks) {
                key(step, proceedings, block)
                        .map(key -> parted(block, key))
                        .ifPresentOrElse(parted::addAll, () -> parted.add(block));
            }
            blocks = parted;
        }
        return blocks;
    }

    private static List<String> ids(List<UnitCount> units) {
        return units.stream().map(UnitCount::id).toList();
    }

    /** Best first; equal units together. */
    private static List<List<UnitCount>> parted(List<UnitCount> units, Key key) {
        return List.copyOf(units.stream()
                .collect(groupingBy(
                        key.points(),
                        () -> new TreeMap<Fraction, List<UnitCount>>(Comparator.reverseOrder()),
                        toList()))
                .values());
    }

    List<Tie.Attempt> attempts() {
        return attempts;
    }

    /** Those who get one of the places. */
    List<UnitCount> winners() {
        return before;
    }

    /** Those among whom the places that are left after the winners' are still to be given; empty when all is decided. */
    List<UnitCount> undecided() {
        return undecided;
    }

    int placesUndecided() {
        return undecided.isEmpty() ? 0 : places - before.size();
    }

    /** Those who get none, best first; equal units together. */
    List<List<UnitCount>> losers() {
        return after;
    }

    private void attempt(TieBreak step) {
        var ids = ids(undecided);
        var key = key(step, proceedings, undecided);
        if (key.isEmpty()) {
            attempts.add(new Tie.Attempt.Awaited(step, ids));
            return;
        }
        var blocks = parted(undecided, key.get());
        if (blocks.size() == 1) {
            attempts.add(new Tie.Attempt.Equal(step, ids));
            return;
        }
        attempts.add(new Tie.Attempt.Parted(
                step, blocks.stream().map(TieBreaking::ids).toList(), key.get().reason()));
        take(blocks);
    }

    private void take(List<List<UnitCount>> blocks) {
        undecided = List.of();
        var below = new ArrayList<List<UnitCount>>();
        for (var block : blocks) {
            var left = places - before.size();
            if (!undecided.isEmpty() || left == 0) {
                below.add(block);
            } else if (block.size() <= left) {
                before.addAll(block);
            } else {
                undecided = block;
            }
        }
        after.addAll(0, below);
    }

    /** By what a step compares; nothing when what it needs has not been decided. More is better. */
    private static Optional<Key> key(TieBreak step, Proceedings proceedings, List<UnitCount> units) {
        var of = requireNonNullElse(step.of(), "");
        var ids = ids(units);
        return switch (step.by()) {
            case CRITERION -> Optional.of(Key.of(unit -> unit.criterion(of)));
            case GROUP -> Optional.of(Key.of(unit -> unit.group(of)));
            case BASE -> Optional.of(Key.of(unit -> unit.totalled().base()));
            case BONUS -> Optional.of(Key.of(unit -> unit.totalled().bonus()));
            case PENALTY -> Optional.of(Key.of(unit -> unit.totalled().penalty()));
            case SELF -> Optional.of(Key.of(unit -> Fraction.of(requireNonNullElse(unit.self(), Integer.MIN_VALUE))));
            case PREFERENCE -> Optional.of(preference(proceedings, units));
            case FIRST_BALLOT -> proceedings.ballot(Ballot.Round.FIRST, ids).map(TieBreaking::votes);
            case SECOND_BALLOT -> proceedings.ballot(Ballot.Round.SECOND, ids).map(TieBreaking::votes);
            case LEADERS -> proceedings.decision(TieDecision.By.LEADERS, ids).map(TieBreaking::order);
            case CITY -> proceedings.decision(TieDecision.By.CITY, ids).map(TieBreaking::order);
        };
    }

    private static Key preference(Proceedings proceedings, List<UnitCount> units) {
        Map<String, String> reasons = new TreeMap<>();
        proceedings.preferences().stream()
                .sorted(Comparator.comparing(Proceedings.Preference::reason))
                .forEach(preference -> reasons.putIfAbsent(preference.unit(), preference.reason()));
        var told = units.stream()
                .filter(unit -> reasons.containsKey(unit.id()))
                .map(unit -> unit.id() + ": " + reasons.get(unit.id()))
                .sorted()
                .collect(joining("; "));
        return new Key(unit -> Fraction.of(reasons.containsKey(unit.id()) ? 1 : 0), told);
    }

    private static Key votes(Ballot ballot) {
        var votes = ballot.votes();
        return new Key(
                unit -> Fraction.of(votes.getOrDefault(unit.id(), 0)),
                new TreeMap<>(votes)
                        .entrySet().stream()
                                .map(each -> each.getKey() + ": " + each.getValue())
                                .collect(joining(", ")));
    }

    private static Key order(TieDecision decision) {
        return new Key(unit -> Fraction.of(-decision.order().indexOf(unit.id())), decision.reason());
    }

    private record Key(
            Function<UnitCount, Fraction> points, @Nullable String reason) {

        static Key of(Function<UnitCount, Fraction> points) {
            return new Key(points, null);
        }
    }
}
