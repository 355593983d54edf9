package vn.thidua.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.BonusRule;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.ScoreTable.PenaltyRule;
import vn.thidua.events.TableRules;
import vn.thidua.events.TableRules.Award;
import vn.thidua.events.TableRules.BonusPlace;
import vn.thidua.events.TableRules.CapOn;
import vn.thidua.events.TableRules.ClassBand;
import vn.thidua.events.TableRules.Combining;
import vn.thidua.events.TableRules.Demotion;
import vn.thidua.events.TableRules.KindRule;
import vn.thidua.events.TableRules.KindRule.Aggregation;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.TableRules.Rounding;
import vn.thidua.events.TableRules.Rounding.Mode;
import vn.thidua.events.TableRules.Rounding.Place;
import vn.thidua.events.TableRules.TieBreak;
import vn.thidua.events.TableRules.TieBreak.By;
import vn.thidua.events.TableRules.Veto;
import vn.thidua.events.UnitRef;
import vn.thidua.rules.Proceedings.Ballot;
import vn.thidua.rules.Proceedings.Discipline;
import vn.thidua.rules.Proceedings.EligibilityHold;
import vn.thidua.rules.Proceedings.Preference;
import vn.thidua.rules.Proceedings.Recusal;
import vn.thidua.rules.Proceedings.TieDecision;

/** A score table, members, a log of sheets and proceedings, made up from a seed. The table is always a sound one. */
public final class RandomCase {

    private final RandomGenerator random;
    public final ScoreTable table;
    public final Members members;
    public final List<Sheet> log;
    public final Proceedings proceedings;

    private RandomCase(long seed, boolean plain) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        table = table(plain);
        var units = IntStream.rangeClosed(1, 1 + random.nextInt(6))
                .mapToObj(i -> new UnitRef("U" + i, "Đơn vị " + i))
                .toList();
        var appraisers = IntStream.rangeClosed(1, random.nextInt(4))
                .mapToObj(i -> Members.Appraiser.of(new UnitRef("S" + i, "Sở " + i)))
                .toList();
        members = new Members(units, plain ? List.of() : appraisers);
        log = log();
        proceedings = plain ? Proceedings.NONE : proceedings();
    }

    /** Under any sound table, with proceedings. */
    public static RandomCase of(long seed) {
        return new RandomCase(seed, false);
    }

    /** Under the plain rule, with nothing but marks. */
    public static RandomCase plain(long seed) {
        return new RandomCase(seed, true);
    }

    /** The same log in any order, some of it more than once. */
    public List<Sheet> delivered() {
        var delivered = new ArrayList<>(log);
        for (var i = log.isEmpty() ? 0 : random.nextInt(log.size() + 1); i > 0; i--) {
            delivered.add(log.get(random.nextInt(log.size())));
        }
        Collections.shuffle(delivered, java.util.Random.from(random));
        return delivered;
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private ScoreTable table(boolean plain) {
        var step = List.of(10, 25, 50, 100).get(random.nextInt(4));
        var groups = new ArrayList<CriterionGroup>();
        var base = 0;
        for (var g = 1; g <= 1 + random.nextInt(3); g++) {
            var code = "G" + g;
            var parts = new ArrayList<CriterionGroup>();
            if (!plain && chance(3)) {
                for (var p = 1; p <= 1 + random.nextInt(2); p++) {
                    parts.add(group(code + "." + p, code, criteria(code + "." + p, step, plain), 0, plain));
                }
            }
            var own = parts.isEmpty() || chance(2) ? criteria(code, step, plain) : List.<Criterion>of();
            var inParts = parts.stream().mapToInt(RandomCase::counts).sum();
            var group = group(code, null, own, inParts, plain);
            base += counts(group);
            groups.add(group);
            groups.addAll(parts);
        }
        var bonusMax = step * random.nextInt(8);
        var bonusRules = bonusMax == 0 ? List.<BonusRule>of() : List.of(new BonusRule("B", "Thưởng", bonusMax));
        var penaltyRules = List.of(new PenaltyRule("P", "Trừ", -50));
        var sum = !plain && chance(5);
        var cap = plain ? CapOn.TOTAL : sum ? CapOn.NOTHING : CapOn.values()[random.nextInt(3)];
        var bonus = switch (cap) {
            case NOTHING -> bonusMax == 0 ? BonusPlace.INSIDE : BonusPlace.ON_TOP;
            case CLASS -> BonusPlace.INSIDE;
            case TOTAL -> bonusMax == 0 || plain || chance(2) ? BonusPlace.INSIDE : BonusPlace.ON_TOP;
        };
        var limit = cap == CapOn.NOTHING ? base + bonusMax : base + random.nextInt(1 + bonusMax);
        limit = (limit + 99) / 100 * 100;
        var rules = plain
                ? null
                : new TableRules(
                        rounding(),
                        bonus,
                        cap,
                        sum ? List.of(new KindRule(Kind.PEER, 1, Aggregation.SUM, null)) : kinds(),
                        null,
                        cap == CapOn.CLASS || chance(2) ? classes(base) : null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        var table = new ScoreTable(
                "2019." + random.nextInt(9), base, bonusMax, 300, limit, step, groups, bonusRules, penaltyRules, rules);
        return rules == null ? table : withMore(table, rules);
    }

    private ScoreTable withMore(ScoreTable table, TableRules rules) {
        var classes = rules.classes();
        var kinds = rules.kinds();
        var isSelfScored = kinds == null || kinds.stream().anyMatch(kind -> kind.kind() == Kind.SELF);
        var weights = kinds == null
                ? Set.of(1)
                : new HashSet<>(kinds.stream()
                        .map(KindRule::weight)
                        .filter(weight -> weight > 0)
                        .toList());
        var several = kinds != null
                && kinds.stream().filter(kind -> kind.weight() > 0).count() > 1;
        var more = new TableRules(
                rules.rounding(),
                rules.bonus(),
                rules.cap(),
                kinds,
                several && weights.size() == 1 ? Combining.LATEST : null,
                classes,
                classes == null || chance(3) ? null : vetoes(table, classes),
                classes == null || chance(3)
                        ? null
                        : List.of(
                                new Demotion("D1", "Kỷ luật", null, 1, "Căn cứ"),
                                new Demotion("D2", "Khiển trách", classes.get(1).code(), null, null)),
                classes == null || !isSelfScored || chance(2)
                        ? null
                        : classes.getLast().code(),
                null,
                null,
                null);
        if (chance(4)) {
            return with(table, more);
        }
        var awards = new ArrayList<Award>();
        for (var a = 1; a <= 1 + random.nextInt(3); a++) {
            var lowest = classes == null || chance(2)
                    ? null
                    : classes.get(random.nextInt(classes.size())).code();
            awards.add(new Award("A" + a, "Giải " + a, 1 + random.nextInt(2), lowest, null, null));
        }
        return with(
                table,
                new TableRules(
                        more.rounding(),
                        more.bonus(),
                        more.cap(),
                        more.kinds(),
                        more.combining(),
                        more.classes(),
                        more.vetoes(),
                        more.demotions(),
                        more.withoutSelf(),
                        tieBreaks(table, isSelfScored),
                        awards,
                        null));
    }

    private static ScoreTable with(ScoreTable table, TableRules rules) {
        return new ScoreTable(
                table.version(),
                table.baseMax(),
                table.bonusMax(),
                table.penaltyMax(),
                table.totalCap(),
                table.step(),
                table.groups(),
                table.bonusRules(),
                table.penaltyRules(),
                rules);
    }

    private static int counts(CriterionGroup group) {
        return group.weight() == null ? group.max() : group.weight();
    }

    private CriterionGroup group(
            String code, @Nullable String parent, List<Criterion> criteria, int inParts, boolean plain) {
        var max = inParts
                + criteria.stream()
                        .mapToInt(each -> each.weight() == null ? each.max() : each.weight())
                        .sum();
        return new CriterionGroup(
                code, "Nhóm", max, criteria, parent, plain || chance(2) ? null : 100 * (1 + random.nextInt(30)));
    }

    private List<Criterion> criteria(String group, int step, boolean plain) {
        return IntStream.rangeClosed(1, 1 + random.nextInt(3))
                .mapToObj(i -> new Criterion(
                        group + "-" + i,
                        "Tiêu chí",
                        step * (1 + random.nextInt(12)),
                        plain || chance(2) ? null : 50 * (1 + random.nextInt(20))))
                .toList();
    }

    private @Nullable Rounding rounding() {
        if (chance(4)) {
            return null;
        }
        var at = new ArrayList<>(List.of(Place.values()));
        at.removeIf(place -> chance(2));
        Collections.shuffle(at, java.util.Random.from(random));
        return new Rounding(Mode.values()[random.nextInt(3)], at.isEmpty() ? 2 : random.nextInt(3), at);
    }

    private @Nullable List<KindRule> kinds() {
        if (chance(4)) {
            return null;
        }
        var kinds = new ArrayList<KindRule>();
        var equal = chance(2);
        if (chance(2)) {
            kinds.add(new KindRule(Kind.SELF, equal ? 1 : random.nextInt(3), null, null));
        }
        if (chance(3)) {
            kinds.add(new KindRule(Kind.APPRAISAL_1, equal ? 1 : random.nextInt(3), Aggregation.MEAN, null));
            if (chance(2)) {
                kinds.add(new KindRule(Kind.APPRAISAL_2, equal ? 1 : random.nextInt(5), null, null));
            }
        }
        kinds.add(
                chance(2)
                        ? new KindRule(Kind.PEER, equal ? 1 : 1 + random.nextInt(5), null, null)
                        : new KindRule(
                                Kind.PEER,
                                equal ? 1 : 1 + random.nextInt(5),
                                Aggregation.TRIMMED_MEAN,
                                chance(2) ? null : 1 + random.nextInt(2)));
        Collections.shuffle(kinds, java.util.Random.from(random));
        return kinds;
    }

    private List<ClassBand> classes(int base) {
        return List.of(
                new ClassBand("XS", "Xuất sắc", base * 8 / 10 + 1),
                new ClassBand("T", "Tốt", base * 6 / 10 + 1),
                new ClassBand("HT", "Hoàn thành", base * 3 / 10),
                new ClassBand("KHT", "Không hoàn thành", null));
    }

    private List<Veto> vetoes(ScoreTable table, List<ClassBand> classes) {
        var some = table.criteria().get(random.nextInt(table.criteria().size())).code();
        return List.of(
                new Veto(
                        "V1",
                        "Không có điểm 0",
                        null,
                        List.of(classes.getFirst().code()),
                        "Căn cứ"),
                new Veto(
                        "V2",
                        "Tiêu chí bắt buộc",
                        List.of(some),
                        classes.subList(0, 1 + random.nextInt(classes.size() - 1)).stream()
                                .map(ClassBand::code)
                                .toList(),
                        null));
    }

    private List<TieBreak> tieBreaks(ScoreTable table, boolean isSelfScored) {
        var points = new ArrayList<TieBreak>();
        points.add(new TieBreak(By.PENALTY, null, null));
        points.add(new TieBreak(By.GROUP, table.groups().getFirst().code(), null));
        points.add(new TieBreak(By.CRITERION, table.criteria().getLast().code(), null));
        points.add(new TieBreak(By.BASE, null, null));
        points.add(new TieBreak(By.BONUS, null, null));
        if (isSelfScored) {
            points.add(new TieBreak(By.SELF, null, null));
        }
        Collections.shuffle(points, java.util.Random.from(random));
        points.removeIf(step -> chance(2));
        var chain = new ArrayList<>(points);
        if (chance(2)) {
            chain.add(new TieBreak(By.PREFERENCE, null, "Luật Thi đua, khen thưởng"));
        }
        chain.add(new TieBreak(By.FIRST_BALLOT, null, null));
        chain.add(new TieBreak(By.SECOND_BALLOT, null, null));
        chain.add(new TieBreak(By.LEADERS, null, null));
        if (chance(2)) {
            chain.add(new TieBreak(By.CITY, null, null));
        }
        return chain;
    }

    private List<Sheet> log() {
        // Few different levels, so that ties and zeros are common.
        var levels = chance(3) ? 0 : 2 + random.nextInt(2);
        var alike = chance(3);
        var log = new ArrayList<Sheet>();
        for (var target : members.units()) {
            for (var kind : Kind.values()) {
                for (var scorer : members.scorers(kind, target.id())) {
                    var revisions = chance(12) ? 0 : chance(4) ? 2 : 1;
                    for (var revision = 1; revision <= revisions; revision++) {
                        log.add(
                                alike
                                        ? alike(kind, scorer, target.id(), revision)
                                        : sheet(kind, scorer, target.id(), revision, levels));
                    }
                }
            }
        }
        if (chance(4)) {
            log.add(sheet(Kind.PEER, "STRANGER", "U1", 1, levels));
            log.add(sheet(Kind.PEER, "U1", "STRANGER", 1, levels));
        }
        return log;
    }

    /** Two sorts of units, each with the same marks from everyone. */
    private Sheet alike(Kind kind, String scorer, String target, long revision) {
        var marks = new HashMap<String, Integer>();
        table.criteria()
                .forEach(criterion -> marks.put(
                        criterion.code(), Math.floorMod(target.hashCode(), 3) == 0 ? criterion.max() : table.step()));
        return new Sheet(kind, scorer, target, revision, marks, List.of());
    }

    private Sheet sheet(Kind kind, String scorer, String target, long revision, int levels) {
        var marks = new HashMap<String, Integer>();
        for (var criterion : table.criteria()) {
            var steps = criterion.max() / table.step();
            marks.put(
                    criterion.code(),
                    table.step()
                            * (levels == 0
                                    ? random.nextInt(steps + 1)
                                    : steps * random.nextInt(levels) / (levels - 1)));
        }
        var adjustments = new ArrayList<Adjustment>();
        if (table.bonusMax() > 0 && chance(3)) {
            adjustments.add(
                    new Adjustment("B", table.step() * random.nextInt(1 + table.bonusMax() / table.step()), null));
        }
        for (var i = random.nextInt(4); i > 1; i--) {
            adjustments.add(new Adjustment("P", -50 * (1 + random.nextInt(2)), "chậm"));
        }
        return new Sheet(kind, scorer, target, revision, marks, adjustments);
    }

    private Proceedings proceedings() {
        var recusals = new HashSet<Recusal>();
        var holds = new HashSet<EligibilityHold>();
        var disciplines = new HashSet<Discipline>();
        var preferences = new HashSet<Preference>();
        for (var unit : members.units()) {
            for (var kind : Kind.values()) {
                for (var scorer : members.scorers(kind, unit.id())) {
                    if (kind != Kind.SELF && chance(15)) {
                        recusals.add(new Recusal(scorer, unit.id(), "có liên quan"));
                    }
                }
            }
            if (chance(8)) {
                holds.add(new EligibilityHold(unit.id(), "đang giải quyết khiếu nại"));
            }
            if (chance(6)) {
                disciplines.add(new Discipline(unit.id(), chance(2) ? "D1" : "D2", "Quyết định 12"));
            }
            if (chance(3)) {
                preferences.add(new Preference(unit.id(), "tập thể 75% nữ"));
            }
        }
        var ballots = new HashSet<Ballot>();
        for (var round : Ballot.Round.values()) {
            if (chance(2)) {
                Map<String, Integer> votes = new HashMap<>();
                members.units().forEach(unit -> votes.put(unit.id(), random.nextInt(3)));
                ballots.add(new Ballot(round, votes));
            }
        }
        var decisions = new HashSet<TieDecision>();
        if (chance(4)) {
            var order =
                    new ArrayList<>(members.units().stream().map(UnitRef::id).toList());
            Collections.shuffle(order, java.util.Random.from(random));
            decisions.add(new TieDecision(TieDecision.By.LEADERS, order, "đã thống nhất"));
        }
        return new Proceedings(recusals, holds, disciplines, preferences, ballots, decisions);
    }
}
