package vn.thidua.scoring.board;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.RoundPlan;
import vn.thidua.events.RoundPlan.Appraiser;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScorerRecused.Recusal;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.AuthContext;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.board.BoardDecision.Accepted;
import vn.thidua.scoring.board.BoardDecision.Refused;
import vn.thidua.scoring.board.BoardDecision.Unchanged;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.leadership.Terms;
import vn.thidua.scoring.unit.Unit;

/** What may be done with a board, and what comes of it. Pure: what is known and what time it is are passed in. */
final class BoardRules {

    static final int TEXT_LENGTH = 1000;
    private static final int FEWEST_MEMBERS = 2;
    private static final int MOST_MEMBERS = 100;

    private BoardRules() {}

    static BoardDecision prepare(@Nullable Board board, BoardId id, BoardPlan plan, Surroundings around) {
        if (board != null) {
            if (board.plan().equals(plan)) {
                return new Unchanged(board);
            }
            if (!(board.phase() instanceof Board.Prepared)) {
                return new Refused(BoardRefusals.frozen(board));
            }
        }
        var violations = violations(id, plan, around);
        if (!violations.isEmpty()) {
            return new Refused(BoardRefusals.invalid(violations));
        }
        var version = board == null ? 1 : board.version() + 1;
        return new Accepted(new Board(id, version, plan, new Board.Prepared()), List.of());
    }

    static BoardDecision open(Board board, Surroundings around, Instant now) {
        if (!(board.phase() instanceof Board.Prepared)) {
            return new Unchanged(board);
        }
        // Asked again: the cluster may have changed since the plan was made.
        var plan = board.plan();
        var head = plan.head() == null ? around.terms().headOf(plan.year(), now).orElse(null) : plan.head();
        var violations = violations(board.id(), plan.with(head), around);
        if (head == null) {
            violations.add(violation(
                    "/head",
                    "head-missing",
                    "Cụm chưa có Cụm trưởng của năm " + plan.year()
                            + ": hãy ghi trong kế hoạch hoặc đề nghị Thành phố chỉ định.",
                    "The cluster has no head for " + plan.year()
                            + ": name one in the plan, or ask the City to appoint one."));
        }
        var cluster = around.cluster();
        var table = around.scoreTable();
        if (!violations.isEmpty() || cluster == null || table == null || head == null) {
            return new Refused(BoardRefusals.invalid(violations));
        }
        var opened = new ScoringOpened(
                board.id().toString(),
                1,
                now,
                new ClusterRef(cluster.id(), cluster.name()),
                board.id().period(),
                plan.year(),
                plan.theme(),
                plan.conference(),
                head,
                around.members(plan).stream()
                        .map(unit -> new UnitRef(unit.id(), unit.name()))
                        .toList(),
                table,
                plan.notice(),
                named(plan.roundPlan(), around.units()));
        return new Accepted(board.next(new Board.Open(opened)), List.of(opened));
    }

    /** The appraisers as they are called now, whatever the plan called them. */
    private static @Nullable RoundPlan named(@Nullable RoundPlan plan, Map<String, Unit> units) {
        return plan == null
                ? null
                : new RoundPlan(
                        plan.zone(),
                        plan.rounds(),
                        plan.appraisers().stream()
                                .map(appraiser -> new Appraiser(
                                        appraiser.kind(), named(appraiser.unit(), units), appraiser.targets()))
                                .toList(),
                        plan.reasons(),
                        plan.evidence());
    }

    private static UnitRef named(UnitRef appraiser, Map<String, Unit> units) {
        if (appraiser.id().equals(Unit.CITY_COMMITTEE)) {
            return new UnitRef(appraiser.id(), "Ủy ban MTTQ Thành phố");
        }
        var unit = units.get(appraiser.id());
        return unit == null ? appraiser : new UnitRef(unit.id(), unit.name());
    }

    /**
     * A scorer leaves the mean and the expectation.
     *
     * @param target {@code null} for everybody but itself
     * @param decidedBy the unit that decides it; {@code null} for the City committee
     */
    static BoardDecision recuse(
            Board board,
            String scorer,
            @Nullable String target,
            String reason,
            @Nullable String decidedBy,
            Instant now) {
        return switch (board.phase()) {
            case Board.Prepared p ->
                new Refused(BoardRefusals.notOpen(board.id().toString()));
            case Board.Closing c ->
                new Refused(BoardRefusals.recusedTooLate(board.id().toString()));
            case Board.Closed c ->
                new Refused(BoardRefusals.recusedTooLate(board.id().toString()));
            case Board.Open(var opened) -> {
                var violations = Recusals.violations(Rounds.of(opened), opened, scorer, target, reason);
                if (!violations.isEmpty()) {
                    yield new Refused(BoardRefusals.recusalInvalid(violations));
                }
                var before = board.recused();
                var recusals = new ArrayList<Recusal>(before == null ? List.of() : before.recusals());
                if (recusals.stream()
                        .anyMatch(known -> known.scorer().equals(scorer)
                                && (known.target() == null || known.target().equals(target)))) {
                    yield new Unchanged(board);
                }
                recusals.add(new Recusal(scorer, target, reason, decidedBy, now));
                var recused = new ScorerRecused(opened.board(), board.told() + 1, now, recusals);
                yield new Accepted(board.next(recused), List.of(recused));
            }
        };
    }

    /**
     * From here on no sheet is accepted.
     *
     * @param standing ids of the sheets that there are
     */
    static BoardDecision beginClosing(
            Board board, Map<String, CountedSheet> standing, @Nullable String because, @Nullable AuthContext by) {
        return switch (board.phase()) {
            case Board.Prepared p ->
                new Refused(BoardRefusals.notOpen(board.id().toString()));
            case Board.Open(var opened) -> {
                if (because != null && because.length() > TEXT_LENGTH) {
                    yield new Refused(BoardRefusals.invalid(List.of(tooLong("/missingBecause"))));
                }
                var missing = missing(opened, board.recused(), standing);
                yield missing.isEmpty() || because != null
                        ? new Accepted(board.next(new Board.Closing(opened, because, by)), List.of())
                        : new Refused(BoardRefusals.sheetsMissing(board.id().toString(), missing));
            }
            case Board.Closing c -> new Unchanged(board);
            case Board.Closed c -> new Unchanged(board);
        };
    }

    /** @param standing the sheets that there are, read after the board was {@link Board.Closing} */
    static BoardDecision finishClosing(Board board, SortedMap<String, CountedSheet> standing, Instant now) {
        if (!(board.phase() instanceof Board.Closing(var opened, var because, var by))) {
            return new Unchanged(board);
        }
        var missing = missing(opened, board.recused(), standing);
        var recused = standing.values().stream()
                .filter(sheet -> recuses(board.recused(), sheet.sheet()))
                .toList();
        var closed = new ScoringClosed(
                board.id().toString(),
                board.told() + 1,
                now,
                standing.values().stream()
                        .filter(sheet -> !recuses(board.recused(), sheet.sheet()))
                        .toList(),
                missing,
                missing.isEmpty() ? null : because,
                recused.isEmpty() ? null : recused);
        // Told once it is in the log, with the checkpoint that proves it.
        return new Accepted(board.next(new Board.Closed(opened, closed, by)), List.of());
    }

    /** @param checkpoint of the log with the closing in it */
    static Accepted tell(Board board, String checkpoint) {
        if (!(board.phase() instanceof Board.Closed(var opened, var closed, var by))) {
            throw new IllegalStateException(board.id() + " is " + board.state() + ", not CLOSED");
        }
        var told = closed.with(checkpoint);
        return new Accepted(board.next(new Board.Closed(opened, told, by)), List.of(told));
    }

    static List<String> missing(
            ScoringOpened opened, @Nullable ScorerRecused recused, Map<String, CountedSheet> standing) {
        return Rounds.of(opened).expected().stream()
                .filter(sheet -> recused == null || !recused.recuses(sheet.scorer(), sheet.target()))
                .map(SheetId::toString)
                .filter(sheet -> !standing.containsKey(sheet))
                .toList();
    }

    private static boolean recuses(@Nullable ScorerRecused recused, String sheet) {
        return recused != null
                && SheetId.parse(sheet)
                        .filter(id -> recused.recuses(id.scorer(), id.target()))
                        .isPresent();
    }

    private static ArrayList<Violation> violations(BoardId id, BoardPlan plan, Surroundings around) {
        var found = new ArrayList<Violation>();
        if (!id.period().startsWith(Integer.toString(plan.year()))) {
            found.add(violation(
                    "/year",
                    "year-differs",
                    "Năm " + plan.year() + " không khớp với kỳ " + id.period() + " trong mã bảng.",
                    "The year " + plan.year() + " is not that of the period " + id.period() + " in the board's id."));
        }
        if (around.scoreTable() == null) {
            found.add(violation(
                    "/scoreTable",
                    "score-table-unknown",
                    "Cụm chưa có bảng chấm điểm phiên bản “" + plan.scoreTable() + "”.",
                    "The cluster has no score table with version “" + plan.scoreTable() + "”."));
        }
        if (exceeds(plan.theme())) {
            found.add(tooLong("/theme"));
        }
        if (exceeds(plan.notice())) {
            found.add(tooLong("/notice"));
        }
        var conference = plan.conference();
        if (conference != null && exceeds(conference.place())) {
            found.add(tooLong("/conference/place"));
        }
        if (around.cluster() == null) {
            found.add(violation(
                    "",
                    "cluster-unknown",
                    "Chưa có cụm “" + id.cluster() + "”: hãy tạo cụm trước.",
                    "There is no cluster “" + id.cluster() + "”: create it first."));
        } else {
            membership(plan, around.members(plan), around.terms(), found);
            var rounds = plan.roundPlan();
            if (rounds != null) {
                var members = around.members(plan).stream().map(Unit::id).collect(toSet());
                var known = new HashSet<>(around.units().keySet());
                known.add(Unit.CITY_COMMITTEE);
                found.addAll(RoundPlanRules.violations(rounds, members, known, around.scoreTable()));
            }
        }
        return found;
    }

    private static void membership(BoardPlan plan, List<Unit> members, Terms terms, List<Violation> found) {
        var day = plan.membershipDay();
        if (members.size() < FEWEST_MEMBERS || members.size() > MOST_MEMBERS) {
            found.add(violation(
                    "/conference/date",
                    "members-count",
                    "Ngày " + day + " cụm có " + members.size() + " thành viên; một bảng cần từ " + FEWEST_MEMBERS
                            + " đến " + MOST_MEMBERS + ".",
                    "On " + day + " the cluster has " + members.size() + " members; a board needs " + FEWEST_MEMBERS
                            + " to " + MOST_MEMBERS + "."));
        }
        var head = plan.head();
        if (head != null && members.stream().noneMatch(unit -> unit.id().equals(head))) {
            found.add(violation(
                    "/head",
                    "head-not-a-member",
                    "Cụm trưởng “" + plan.head() + "” không phải thành viên của cụm vào ngày " + day + ".",
                    "The head “" + plan.head() + "” is not a member of the cluster on " + day + "."));
        }
        var heads = terms.headsIn(plan.year());
        if (head != null && !heads.isEmpty() && !heads.contains(head)) {
            found.add(violation(
                    "/head",
                    "head-differs",
                    "Cụm trưởng năm " + plan.year() + " là “" + String.join("”, “", heads) + "”, không phải “" + head
                            + "”. Có thể bỏ trống head.",
                    "The cluster's head in " + plan.year() + " is “" + String.join("”, “", heads) + "”, not “" + head
                            + "”. The head may be left out."));
        }
    }

    private static boolean exceeds(@Nullable String text) {
        return text != null && text.length() > TEXT_LENGTH;
    }

    private static Violation tooLong(String pointer) {
        return violation(
                pointer, "too-long", "Tối đa " + TEXT_LENGTH + " ký tự.", "At most " + TEXT_LENGTH + " characters.");
    }

    private static Violation violation(String pointer, String rule, String vi, String en) {
        return new Violation(pointer, rule, new Text(vi, en));
    }

    /**
     * What a board is made from.
     *
     * @param units the registered units among the cluster's members and the plan's appraisers, by id
     */
    record Surroundings(
            @Nullable Cluster cluster,
            Map<String, Unit> units,
            @Nullable ScoreTable scoreTable,
            Terms terms) {

        List<Unit> members(BoardPlan plan) {
            if (cluster == null) {
                return List.of();
            }
            var members = new LinkedHashSet<Unit>();
            for (var id : cluster.membersOn(plan.membershipDay())) {
                var unit = units.get(id);
                if (unit != null) {
                    members.add(unit);
                }
            }
            return List.copyOf(members);
        }
    }
}
