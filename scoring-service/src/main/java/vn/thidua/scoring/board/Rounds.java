package vn.thidua.scoring.board;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.RoundPlan;
import vn.thidua.events.RoundPlan.Appraiser;
import vn.thidua.events.RoundPlan.Round;
import vn.thidua.events.RoundPlan.Stage;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;

/**
 * The rounds of an open board: what is open when, and who gives which sheets. A board without a round plan takes the
 * members' sheets for themselves and for each other until it is closed. Immutable.
 */
public final class Rounds {

    private final ScoringOpened opened;
    private final @Nullable RoundPlan plan;

    private Rounds(ScoringOpened opened) {
        this.opened = opened;
        this.plan = opened.roundPlan();
    }

    /** The rounds that a board was opened with. */
    public static Rounds of(ScoringOpened opened) {
        return new Rounds(opened);
    }

    /** Whether this stage is part of the board at all. */
    public boolean has(Stage stage) {
        return plan == null ? stage == Stage.SELF || stage == Stage.PEER : round(stage) != null;
    }

    /** When a stage is; {@code null} without a plan, or when the plan does not have it. */
    public @Nullable Round round(Stage stage) {
        return plan == null ? null : plan.round(stage).orElse(null);
    }

    /** Whether this stage has begun. */
    public boolean hasBegun(Stage stage, Instant now) {
        var round = round(stage);
        return round == null ? has(stage) : round.from() == null || !now.isBefore(round.from());
    }

    /** Whether a correction has to say why. */
    public boolean needReasons() {
        return plan != null && Boolean.TRUE.equals(plan.reasons());
    }

    /** Why nothing of this stage is taken now, with the time when it is or was; or nothing. */
    public Optional<Refusal> barred(Stage stage, Instant now) {
        if (!has(stage)) {
            return Optional.of(notPlanned(stage));
        }
        var round = round(stage);
        if (round == null) {
            return Optional.empty();
        }
        var from = round.from();
        if (from != null && now.isBefore(from)) {
            return Optional.of(new Refusal(
                    "round-not-open",
                    409,
                    new Text("Chưa đến vòng này", "The round has not begun"),
                    new Text(
                            Stages.vi(stage) + " bắt đầu lúc " + told(from, "vi")
                                    + ending(round, " và kết thúc lúc ", "vi") + ". Hãy gửi lại trong thời gian đó.",
                            Stages.en(stage) + " begins at " + told(from, "en") + ending(round, " and ends at ", "en")
                                    + ". Send it again then.")));
        }
        var until = round.until();
        if (until != null && !now.isBefore(until)) {
            return Optional.of(new Refusal(
                    "round-over",
                    409,
                    new Text("Vòng này đã kết thúc", "The round is over"),
                    new Text(
                            Stages.vi(stage) + " đã kết thúc lúc " + told(until, "vi")
                                    + ", nên lần gửi này không được tính. Hãy liên hệ Cụm trưởng.",
                            Stages.en(stage) + " ended at " + told(until, "en")
                                    + ", so this does not count. Speak to the head of the cluster.")));
        }
        return Optional.empty();
    }

    private Refusal notPlanned(Stage stage) {
        return new Refusal(
                "round-not-planned",
                409,
                new Text("Bảng không có vòng này", "The board has no such round"),
                new Text(
                        "Kế hoạch của bảng “" + opened.board() + "” không có vòng: "
                                + Stages.vi(stage).toLowerCase(Locale.ROOT) + ".",
                        "The plan of board “" + opened.board() + "” has no such round: "
                                + Stages.en(stage).toLowerCase(Locale.ROOT) + "."));
    }

    private String ending(Round round, String words, String language) {
        var until = round.until();
        return until == null ? "" : words + told(until, language);
    }

    /** In the board's own time zone, as people write it. */
    private String told(Instant time, String language) {
        var zone = ZoneId.of(requireNonNull(plan, "a plan").zone());
        var pattern = language.equals("vi") ? "HH:mm 'ngày' dd/MM/yyyy" : "HH:mm 'on' d MMMM yyyy";
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                        .withZone(zone)
                        .format(time) + " (" + zone + ")";
    }

    /** Every sheet that there is when everybody has done what the plan asks for, ordered by id. */
    public List<SheetId> expected() {
        var sheets = new ArrayList<SheetId>();
        for (var target : opened.members()) {
            if (has(Stage.SELF)) {
                sheets.add(new SheetId(opened.board(), SheetKind.SELF, target.id(), target.id()));
            }
            if (has(Stage.PEER)) {
                opened.members().stream()
                        .filter(scorer -> !scorer.id().equals(target.id()))
                        .forEach(scorer ->
                                sheets.add(new SheetId(opened.board(), SheetKind.PEER, scorer.id(), target.id())));
            }
            sheets.addAll(appraisals(target.id(), SheetKind.APPRAISAL_1));
            sheets.addAll(appraisals(target.id(), SheetKind.APPRAISAL_2));
        }
        return sheets.stream().distinct().sorted(SheetId.BY_NAME).toList();
    }

    /** The appraisals of this kind that a member gets, ordered by id. */
    public List<SheetId> appraisals(String target, SheetKind kind) {
        return plan == null || !has(stage(kind))
                ? List.of()
                : plan.appraisers().stream()
                        .filter(appraiser -> appraiser.kind() == kind && appraiser.appraises(target))
                        .map(appraiser -> new SheetId(
                                opened.board(), kind, appraiser.unit().id(), target))
                        .distinct()
                        .sorted(SheetId.BY_NAME)
                        .toList();
    }

    /** Whether this unit was appointed to appraise, whomever. */
    public boolean isAppraiser(String unit, SheetKind kind) {
        return appraisers().stream()
                .anyMatch(appraiser ->
                        appraiser.kind() == kind && appraiser.unit().id().equals(unit));
    }

    /** Whether this unit was appointed to appraise this member in either appraisal. */
    public boolean appraises(String unit, String target) {
        return appraisers().stream()
                .anyMatch(appraiser -> appraiser.unit().id().equals(unit) && appraiser.appraises(target));
    }

    private List<Appraiser> appraisers() {
        return plan == null ? List.of() : plan.appraisers();
    }

    /** Members and appraisers: whose business the board is. */
    public Set<String> participants() {
        var units = new TreeSet<String>();
        opened.members().forEach(member -> units.add(member.id()));
        appraisers().forEach(appraiser -> units.add(appraiser.unit().id()));
        return Set.copyOf(units);
    }

    /** A participant as it was called when the board was opened; its id when it is none. */
    public String name(String unit) {
        return opened.members().stream()
                .filter(member -> member.id().equals(unit))
                .findFirst()
                .or(() -> appraisers().stream()
                        .map(Appraiser::unit)
                        .filter(appraiser -> appraiser.id().equals(unit))
                        .findFirst())
                .map(UnitRef::name)
                .orElse(unit);
    }

    /** The stage in which sheets of this kind are given. */
    public static Stage stage(SheetKind kind) {
        return switch (kind) {
            case SELF -> Stage.SELF;
            case PEER -> Stage.PEER;
            case APPRAISAL_1 -> Stage.APPRAISAL_1;
            case APPRAISAL_2 -> Stage.APPRAISAL_2;
        };
    }
}
