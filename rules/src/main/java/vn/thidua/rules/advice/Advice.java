package vn.thidua.rules.advice;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.rules.Members;
import vn.thidua.rules.Proceedings.Recusal;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.Table;

/**
 * Advice on how evenly a board was scored, made of the peers' sheets and the units' own. Pure, and never applied: it is
 * there to be read. It looks at what sheets come to by their criteria, without bonus and penalty; recused scorers are
 * left out.
 *
 * @param findings of each sort in turn, the largest of a sort first
 */
public record Advice(List<Finding> findings) {

    public Advice {
        findings = List.copyOf(findings);
    }

    /** Looks at any revisions of a board's sheets; the newest of each counts. */
    public static Advice on(Table table, Members members, Collection<Sheet> sheets, Collection<Recusal> recusals) {
        var board = new PeerSheets(table, members, sheets, recusals);
        var findings = new ArrayList<Finding>();
        findings.addAll(sorted(besideOthers(board)));
        findings.addAll(sorted(leanings(board)));
        findings.addAll(sorted(selves(board)));
        findings.addAll(sorted(pairs(board)));
        findings.addAll(sorted(spreads(board)));
        findings.addAll(sorted(agreements(board)));
        findings.addAll(sorted(evenness(table, board)));
        return new Advice(findings);
    }

    /** The findings of one sort. */
    public <F extends Finding> List<F> of(Class<F> sort) {
        return findings.stream().filter(sort::isInstance).map(sort::cast).toList();
    }

    private static <F extends Finding> List<F> sorted(List<F> findings) {
        return findings.stream()
                .sorted(Comparator.comparingInt(Finding::size).reversed())
                .toList();
    }

    private static List<Finding.BesideOthers> besideOthers(PeerSheets board) {
        var findings = new ArrayList<Finding.BesideOthers>();
        for (var scorer : board.units()) {
            for (var target : board.units()) {
                var own = board.points(scorer, target);
                var others = board.others(scorer, target);
                if (own.isPresent() && others.isPresent()) {
                    findings.add(new Finding.BesideOthers(
                            scorer, target, own.get().hundredths(), others.get().hundredths()));
                }
            }
        }
        return findings;
    }

    private static List<Finding.Leaning> leanings(PeerSheets board) {
        var findings = new ArrayList<Finding.Leaning>();
        for (var scorer : board.units()) {
            var differences = board.units().stream()
                    .flatMap(target -> board.difference(scorer, target).stream())
                    .toList();
            if (!differences.isEmpty()) {
                findings.add(new Finding.Leaning(
                        scorer, differences.size(), PeerSheets.mean(differences).hundredths()));
            }
        }
        return findings;
    }

    private static List<Finding.SelfBesidePeers> selves(PeerSheets board) {
        var findings = new ArrayList<Finding.SelfBesidePeers>();
        for (var unit : board.units()) {
            var self = board.points(Kind.SELF, unit, unit);
            var peers = board.others(unit, unit);
            if (self.isPresent() && peers.isPresent()) {
                findings.add(new Finding.SelfBesidePeers(
                        unit, self.get().hundredths(), peers.get().hundredths()));
            }
        }
        return findings;
    }

    private static List<Finding.MutualPair> pairs(PeerSheets board) {
        var findings = new ArrayList<Finding.MutualPair>();
        var units = board.units();
        for (var i = 0; i < units.size(); i++) {
            for (var j = i + 1; j < units.size(); j++) {
                var one = board.difference(units.get(i), units.get(j));
                var other = board.difference(units.get(j), units.get(i));
                if (one.isPresent() && other.isPresent()) {
                    var oneGave = one.get().hundredths();
                    var otherGave = other.get().hundredths();
                    if (oneGave > 0 && otherGave > 0) {
                        findings.add(new Finding.MutualPair(units.get(i), units.get(j), oneGave, otherGave));
                    }
                }
            }
        }
        return findings;
    }

    private static List<Finding.Spread> spreads(PeerSheets board) {
        var findings = new ArrayList<Finding.Spread>();
        for (var target : board.units()) {
            var points = board.units().stream()
                    .flatMap(scorer -> board.points(scorer, target).stream())
                    .sorted()
                    .toList();
            if (points.size() > 1) {
                findings.add(new Finding.Spread(
                        target,
                        points.size(),
                        points.getFirst().hundredths(),
                        points.getLast().hundredths()));
            }
        }
        return findings;
    }

    private static List<Finding.Agreement> agreements(PeerSheets board) {
        var findings = new ArrayList<Finding.Agreement>();
        for (var scorer : board.units()) {
            var scored = board.units().stream()
                    .filter(target -> board.difference(scorer, target).isPresent())
                    .toList();
            var alike = 0;
            var compared = 0;
            for (var i = 0; i < scored.size(); i++) {
                for (var j = i + 1; j < scored.size(); j++) {
                    var own = board.points(scorer, scored.get(i))
                            .orElseThrow()
                            .compareTo(board.points(scorer, scored.get(j)).orElseThrow());
                    var others = board.others(scorer, scored.get(i))
                            .orElseThrow()
                            .compareTo(board.others(scorer, scored.get(j)).orElseThrow());
                    if (own != 0 && others != 0) {
                        compared++;
                        alike += Integer.signum(own) == Integer.signum(others) ? 1 : 0;
                    }
                }
            }
            if (compared > 0) {
                findings.add(new Finding.Agreement(scorer, alike, compared));
            }
        }
        return findings;
    }

    private static List<Finding.Evenness> evenness(Table table, PeerSheets board) {
        var findings = new ArrayList<Finding.Evenness>();
        for (var criterion : table.data().criteria()) {
            var scored = board.units().stream()
                    .filter(unit -> board.mark(unit, criterion.code()).isPresent())
                    .collect(toCollection(LinkedHashSet::new));
            if (scored.isEmpty()) {
                continue;
            }
            Comparator<String> byMark = Comparator.comparing(
                    unit -> board.mark(unit, criterion.code()).orElseThrow());
            var lowest = scored.stream().min(byMark).orElseThrow();
            var highest = scored.stream().max(byMark).orElseThrow();
            findings.add(new Finding.Evenness(
                    criterion.code(),
                    criterion.max(),
                    PeerSheets.mean(scored.stream()
                                    .map(unit ->
                                            board.mark(unit, criterion.code()).orElseThrow())
                                    .toList())
                            .hundredths(),
                    lowest,
                    board.mark(lowest, criterion.code()).orElseThrow().hundredths(),
                    highest,
                    board.mark(highest, criterion.code()).orElseThrow().hundredths()));
        }
        return findings;
    }
}
