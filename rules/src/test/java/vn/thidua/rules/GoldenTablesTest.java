package vn.thidua.rules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.Adjustment;
import vn.thidua.events.EventJson;
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
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.TableRules.Threshold;
import vn.thidua.events.TableRules.TieBreak;
import vn.thidua.events.TableRules.TieBreak.By;
import vn.thidua.events.TableRules.Veto;
import vn.thidua.events.UnitRef;
import vn.thidua.rules.Proceedings.Ballot;
import vn.thidua.rules.Proceedings.Discipline;

/** The score tables that real clusters published, as far as they could be read. All marks are invented. */
@DisplayName("Published score tables")
class GoldenTablesTest {

    private static final JsonNode SAMPLE_2019 = EventJson.mapper()
            .readTree(Path.of("../standalone/src/main/resources/vn/thidua/standalone/demo/cluster-1-2019.json")
                    .toFile());

    private static final List<Award> FLAG_AND_CERTIFICATES = List.of(
            new Award("EMULATION_FLAG", "Cờ thi đua", 1, null, null, null),
            new Award("CERTIFICATE_OF_MERIT", "Bằng khen", 3, null, null, null));

    private static int hundredths(JsonNode points) {
        return points.decimalValue().movePointRight(2).intValueExact();
    }

    private static ScoreTable cluster2019(@Nullable TableRules rules) {
        var table = SAMPLE_2019.get("scoreTable");
        return new ScoreTable(
                table.get("version").asString(),
                hundredths(table.get("baseMax")),
                hundredths(table.get("bonusMax")),
                hundredths(table.get("penaltyMax")),
                hundredths(table.get("totalCap")),
                hundredths(table.get("step")),
                table.get("groups")
                        .valueStream()
                        .map(group -> new CriterionGroup(
                                group.get("code").asString(),
                                group.get("name").asString(),
                                hundredths(group.get("max")),
                                group.get("criteria")
                                        .valueStream()
                                        .map(criterion -> new Criterion(
                                                criterion.get("code").asString(),
                                                criterion.get("name").asString(),
                                                hundredths(criterion.get("max"))))
                                        .toList()))
                        .toList(),
                table.get("bonusRules")
                        .valueStream()
                        .map(rule -> new BonusRule(
                                rule.get("code").asString(), rule.get("name").asString(), hundredths(rule.get("max"))))
                        .toList(),
                table.get("penaltyRules")
                        .valueStream()
                        .map(rule -> new PenaltyRule(
                                rule.get("code").asString(),
                                rule.get("name").asString(),
                                hundredths(rule.get("points"))))
                        .toList(),
                rules);
    }

    private static Members members2019() {
        return Members.of(SAMPLE_2019.get("units").properties().stream()
                .map(unit -> new UnitRef(unit.getKey(), unit.getValue().asString()))
                .toList());
    }

    private static List<Sheet> sheets2019(ScoreTable table) {
        var sheets = new ArrayList<Sheet>();
        for (var scorer : members2019().units()) {
            for (var target : members2019().units()) {
                var self = scorer.equals(target);
                var base = hundredths(
                        self
                                ? SAMPLE_2019.get("selfBase").get(target.id())
                                : SAMPLE_2019.get("peerBase").get(scorer.id()).get(target.id()));
                var adjust = SAMPLE_2019.get("adjust").get(target.id());
                sheets.add(new Sheet(
                        self ? Kind.SELF : Kind.PEER,
                        scorer.id(),
                        target.id(),
                        1,
                        filled(table, base),
                        adjustments(hundredths(adjust.get("bonus")), hundredths(adjust.get("penalty")))));
            }
        }
        return sheets;
    }

    /** The base, filled into the criteria from the first on. */
    private static Map<String, Integer> filled(ScoreTable table, int base) {
        var marks = new HashMap<String, Integer>();
        var left = base;
        for (var criterion : table.criteria()) {
            var mark = Math.min(left, criterion.max());
            marks.put(criterion.code(), mark);
            left -= mark;
        }
        return marks;
    }

    private static List<Adjustment> adjustments(int bonus, int penalty) {
        var adjustments = new ArrayList<Adjustment>();
        if (bonus > 0) {
            adjustments.add(new Adjustment("BON.1", bonus, null));
        }
        if (penalty < 0) {
            adjustments.add(new Adjustment("PEN.1", penalty, null));
        }
        return adjustments;
    }

    @Test
    @DisplayName("Cluster I, 2019: 93.20, 92.70 twice, 91.40 twice, 88.50")
    void clusterOfTheSample() {
        var data = cluster2019(null);
        assertThat(TableValidation.of(data)).isEmpty();

        var outcome = Outcome.compute(Table.of(data), members2019(), sheets2019(data), Proceedings.NONE);

        assertThat(outcome.units())
                .extracting(unit -> unit.rank() + " " + unit.unit().id() + " " + unit.total())
                .containsExactly("1 HBT 9320", "2 DD 9270", "2 HK 9270", "4 BD 9140", "4 LB 9140", "6 HM 8850");
        assertThat(outcome.units())
                .allSatisfy(unit -> assertThat(unit.explanation().sum()).isEqualTo(unit.total()));
        var words = new Words(members2019());
        assertThat(outcome.of("HM").explanation().steps())
                .extracting(step -> step.amount() + " " + words.of(step).vi())
                .containsExactly(
                        "8800 Trung bình 5 phiếu cùng chấm: 88,00.", "100 Điểm thưởng: 1,00.", "-50 Điểm trừ: -0,50.");
    }

    private static Outcome awards2019(Proceedings proceedings) {
        var data = cluster2019(new TableRules(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(
                        new TieBreak(By.PENALTY, null, null),
                        new TieBreak(By.GROUP, "IV", null),
                        new TieBreak(By.GROUP, "III", null),
                        new TieBreak(By.GROUP, "II", null),
                        new TieBreak(By.FIRST_BALLOT, null, null),
                        new TieBreak(By.CITY, null, null)),
                FLAG_AND_CERTIFICATES,
                null));
        assertThat(TableValidation.of(data)).isEmpty();
        return Outcome.compute(Table.of(data), members2019(), sheets2019(data), proceedings);
    }

    @Test
    @DisplayName("Cluster I, 2019: one flag and three certificates leave one tie to break, the fourth place")
    void awardsOfTheSample() {
        var outcome = awards2019(Proceedings.NONE);

        assertThat(outcome.of("HBT").award()).isEqualTo(FLAG_AND_CERTIFICATES.getFirst());
        assertThat(outcome.of("DD").award()).isEqualTo(FLAG_AND_CERTIFICATES.getLast());
        assertThat(outcome.of("HK").award()).isEqualTo(FLAG_AND_CERTIFICATES.getLast());
        assertThat(outcome.of("BD").award()).isNull();
        assertThat(outcome.of("BD").contested()).containsExactly(FLAG_AND_CERTIFICATES.getLast());
        assertThat(outcome.unbroken()).singleElement().satisfies(tie -> {
            assertThat(tie.unbroken()).containsExactly("BD", "LB");
            assertThat(tie.places()).isEqualTo(1);
        });
        assertThat(outcome.ties())
                .contains(new Tie.Harmless(List.of("DD", "HK"), 9270, FLAG_AND_CERTIFICATES.getLast()));
    }

    @Test
    @DisplayName("Cluster I, 2019: a ballot breaks it, and the ranks stay 4 and 4")
    void ballotOfTheSample() {
        var ballot = new Ballot(Ballot.Round.FIRST, Map.of("BD", 2, "LB", 4));
        var outcome = awards2019(new Proceedings(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(ballot), Set.of()));

        assertThat(outcome.unbroken()).isEmpty();
        assertThat(outcome.of("LB").award()).isEqualTo(FLAG_AND_CERTIFICATES.getLast());
        assertThat(outcome.of("BD").award()).isNull();
        assertThat(outcome.of("LB").rank()).isEqualTo(4);
        assertThat(new Words(members2019()).of(outcome.ties().getFirst()))
                .extracting(Text::en)
                .endsWith("First ballot: Quận Long Biên > Quận Ba Đình (BD: 2, LB: 4).");
    }

    private static ScoreTable oneGroup(int base, int bonus, int penalty, int cap, @Nullable TableRules rules) {
        return new ScoreTable(
                "1",
                base,
                bonus,
                penalty,
                cap,
                10,
                List.of(new CriterionGroup(
                        "I",
                        "Nhiệm vụ",
                        base,
                        List.of(new Criterion("I.1", "A", 1000), new Criterion("I.2", "B", base - 1000)))),
                bonus == 0 ? List.of() : List.of(new BonusRule("BON.1", "Thưởng", bonus)),
                List.of(new PenaltyRule("PEN.1", "Trừ", -50)),
                rules);
    }

    private static TableRules rules(BonusPlace bonus, CapOn cap, @Nullable List<ClassBand> classes) {
        return new TableRules(null, bonus, cap, null, null, classes, null, null, null, null, null, null);
    }

    private static UnitOutcome one(ScoreTable data, int base, int bonus, int penalty) {
        assertThat(TableValidation.of(data)).isEmpty();
        var members = Members.of(List.of(new UnitRef("A", "A"), new UnitRef("B", "B")));
        var sheet = new Sheet(Kind.PEER, "B", "A", 1, filled(data, base), adjustments(bonus, penalty));
        return Outcome.compute(Table.of(data), members, List.of(sheet), Proceedings.NONE)
                .of("A");
    }

    @ParameterizedTest(name = "of {0}: {1} {2} {3} is {4}")
    @DisplayName("Base 90 or 100 with +3 and -3, on top of the base")
    @CsvSource({
        "9000, 8800, 300, -300, 8800",
        "9000, 9000, 300, 0, 9300",
        "9000, 0, 0, -300, -300",
        "10000, 10000, 300, 0, 10300",
        "10000, 9950, 300, -300, 9950"
    })
    void plusAndMinusThree(int most, int base, int bonus, int penalty, int total) {
        var data = oneGroup(most, 300, 300, most, rules(BonusPlace.ON_TOP, CapOn.TOTAL, null));

        assertThat(one(data, base, bonus, penalty).total()).isEqualTo(total);
    }

    @Test
    @DisplayName("Base 97 with 10 on top: 107 stands")
    void hundredAndSevenStands() {
        var data = oneGroup(9700, 1000, 300, 10700, rules(BonusPlace.ON_TOP, CapOn.NOTHING, null));

        var unit = one(data, 9700, 1000, 0);

        assertThat(unit.total()).isEqualTo(10700);
        assertThat(unit.explanation().sum()).isEqualTo(10700);
    }

    @Test
    @DisplayName("Base 95 with 5 inside a cap of 98: what is above is cut, and said")
    void insideACap() {
        var unit = one(oneGroup(9500, 500, 300, 9800, null), 9400, 500, 0);

        assertThat(unit.total()).isEqualTo(9800);
        assertThat(unit.explanation().steps()).contains(new Step.Cut(BonusPlace.INSIDE, 9800, Fraction.of(9900), -100));
    }

    private static final List<ClassBand> BANDS = List.of(
            new ClassBand("XS", "Hoàn thành xuất sắc", 9500),
            new ClassBand("T", "Hoàn thành tốt", 8500),
            new ClassBand("HT", "Hoàn thành", 7500),
            new ClassBand("KHT", "Không hoàn thành", null));

    private static ScoreTable weights() {
        return new ScoreTable(
                "proto",
                10000,
                500,
                300,
                10000,
                10,
                List.of(
                        group("I", 3000, 1500, 1500),
                        group("II", 3000, 1200, 1000, 800),
                        group("III", 2500, 1300, 1200),
                        group("IV", 1500, 800, 700)),
                List.of(new BonusRule("BON.1", "Thưởng", 500)),
                List.of(new PenaltyRule("PEN.1", "Trừ", -50)),
                rules(BonusPlace.INSIDE, CapOn.CLASS, BANDS));
    }

    /** Sub-criteria that are marked from 0 to 10 and weigh what is printed. */
    private static CriterionGroup group(String code, int weight, int... worth) {
        return new CriterionGroup(
                code,
                "Nhóm " + code,
                weight,
                IntStream.range(0, worth.length)
                        .mapToObj(i -> new Criterion(code + "." + (i + 1), "Tiêu chí", 1000, worth[i]))
                        .toList());
    }

    @Test
    @DisplayName("Weights 30/30/25/15 with adjustments, capped for the class only")
    void weightsAndAdjustments() {
        var data = weights();
        assertThat(TableValidation.of(data)).isEmpty();
        var marks = new HashMap<String, Integer>();
        data.criteria().forEach(criterion -> marks.put(criterion.code(), 1000));
        marks.put("I.1", 900);
        var members = Members.of(List.of(new UnitRef("A", "A"), new UnitRef("B", "B")));
        var sheet = new Sheet(
                Kind.PEER,
                "B",
                "A",
                1,
                marks,
                List.of(
                        new Adjustment("BON.1", 200, "Sáng kiến"),
                        new Adjustment("BON.1", 150, "Mô hình"),
                        new Adjustment("PEN.1", -100, "Chậm")));

        var unit = Outcome.compute(Table.of(data), members, List.of(sheet), Proceedings.NONE)
                .of("A");

        // 15 points are worth a tenth less: 98.50 + 3.50 - 1.00, which stands above 100.
        assertThat(unit.total()).isEqualTo(10100);
        assertThat(unit.classification()).extracting(c -> c.band().code()).isEqualTo("XS");
    }

    private static ScoreTable canTho() {
        return oneGroup(
                10000,
                300,
                300,
                10000,
                new TableRules(
                        null,
                        BonusPlace.ON_TOP,
                        CapOn.TOTAL,
                        null,
                        null,
                        BANDS,
                        List.of(new Veto("V1", "Không có tiêu chí 0 điểm", null, List.of("XS", "T"), "2579/QĐ-UBND")),
                        List.of(
                                new Demotion("KT", "Người đứng đầu bị khiển trách", "T", null, "2579/QĐ-UBND"),
                                new Demotion("CC", "Người đứng đầu bị cảnh cáo", "HT", null, "2579/QĐ-UBND"),
                                new Demotion("H1", "Hạ một mức", null, 1, null)),
                        "KHT",
                        List.of(new TieBreak(By.CITY, null, null)),
                        List.of(new Award("EMULATION_FLAG", "Cờ thi đua", 1, "XS", "FLAG", null)),
                        List.of(new Threshold(
                                "FLAG", "Phiếu cho Cờ", 4, 5, Threshold.Of.MEMBERS, "Luật Thi đua, khen thưởng"))));
    }

    private static String canTho(int firstMark, int secondMark, boolean self, String... disciplines) {
        var data = canTho();
        assertThat(TableValidation.of(data)).isEmpty();
        var members = Members.of(List.of(new UnitRef("A", "A"), new UnitRef("B", "B")));
        var marks = Map.of("I.1", firstMark, "I.2", secondMark);
        var sheets = new ArrayList<Sheet>();
        sheets.add(new Sheet(Kind.PEER, "B", "A", 1, marks, List.of()));
        if (self) {
            sheets.add(new Sheet(Kind.SELF, "A", "A", 1, marks, List.of()));
        }
        var told = new HashSet<Discipline>();
        for (var discipline : disciplines) {
            told.add(new Discipline("A", discipline, "Quyết định"));
        }
        var classification = Outcome.compute(
                        Table.of(data),
                        members,
                        sheets,
                        new Proceedings(Set.of(), Set.of(), told, Set.of(), Set.of(), Set.of()))
                .of("A")
                .classification();
        return requireNonNull(classification).band().code()
                + classification.because().size();
    }

    @Test
    @DisplayName("Cần Thơ: classes by total, with veto, demotion, and no class without a self-score")
    void classesOfCanTho() {
        assertThat(canTho(500, 9000, true)).isEqualTo("XS0");
        assertThat(canTho(490, 9000, true)).isEqualTo("T0");
        assertThat(canTho(1000, 7500, true)).isEqualTo("T0");
        assertThat(canTho(1000, 7490, true)).isEqualTo("HT0");
        assertThat(canTho(1000, 6490, true)).isEqualTo("KHT0");
        // One criterion at zero: neither excellent nor good, however many points.
        assertThat(canTho(0, 9000, true)).isEqualTo("HT1");
        assertThat(canTho(500, 9000, true, "KT")).isEqualTo("T1");
        assertThat(canTho(500, 9000, true, "CC")).isEqualTo("HT1");
        assertThat(canTho(500, 9000, true, "KT", "CC")).isEqualTo("HT2");
        assertThat(canTho(500, 9000, true, "H1")).isEqualTo("T1");
        assertThat(canTho(1000, 6490, true, "H1", "CC")).isEqualTo("KHT0");
        assertThat(canTho(500, 9000, false)).isEqualTo("KHT1");
    }

    @Test
    @DisplayName("A unit whose true score is 0 has a total of 0, which is not the same as none")
    void zeroIsAnAnswer() {
        var unit = one(oneGroup(10000, 300, 300, 10000, null), 0, 0, 0);

        assertThat(unit.total()).isZero();
        assertThat(unit.rank()).isEqualTo(1);
    }

    @Test
    @DisplayName("Police clusters: the last appraisal that is there counts")
    void theLastAppraisalCounts() {
        var data = oneGroup(
                10000,
                0,
                300,
                10000,
                new TableRules(
                        null,
                        null,
                        null,
                        List.of(
                                new KindRule(Kind.SELF, 1, null, null),
                                new KindRule(Kind.APPRAISAL_1, 1, null, null),
                                new KindRule(Kind.APPRAISAL_2, 1, null, null)),
                        Combining.LATEST,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        assertThat(TableValidation.of(data)).isEmpty();
        var members =
                new Members(List.of(new UnitRef("A", "A")), List.of(Members.Appraiser.of(new UnitRef("S", "Sở"))));
        var sheets = new ArrayList<Sheet>();
        var totals = new ArrayList<@Nullable Integer>();
        for (var kind : List.of(Kind.SELF, Kind.APPRAISAL_1, Kind.APPRAISAL_2)) {
            var base = 9500 - 500 * kind.ordinal();
            sheets.add(new Sheet(kind, kind == Kind.SELF ? "A" : "S", "A", 1, filled(data, base), List.of()));
            totals.add(Outcome.compute(Table.of(data), members, sheets, Proceedings.NONE)
                    .of("A")
                    .total());
        }

        assertThat(totals).containsExactly(9500, 8500, 8000);
    }

    @Test
    @DisplayName("A flag needs four fifths of all members: five of six, not four")
    void theFlagsVote() {
        var threshold =
                requireNonNull(requireNonNull(canTho().rules()).thresholds()).getFirst();

        assertThat(Votes.reach(threshold, 5, 6, 5)).isTrue();
        assertThat(Votes.reach(threshold, 4, 6, 4)).isFalse();
        assertThat(Votes.reach(threshold, 4, 5, 4)).isTrue();
    }
}
