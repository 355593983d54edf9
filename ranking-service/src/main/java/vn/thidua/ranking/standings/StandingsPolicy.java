package vn.thidua.ranking.standings;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.Standings.Status;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Refusals;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;

/**
 * Who may see and do what with a board. Pure; whatever it does not grant is refused.
 *
 * <p>A board that is none of a reader's business is answered exactly like one that does not exist. A member knows that
 * its board exists: it hears that the standings are sealed until scoring closes.
 */
public final class StandingsPolicy {

    private StandingsPolicy() {}

    /** Which boards are named to this reader. */
    public static Visible visible(Audience reader) {
        return switch (reader.role()) {
            case CITY, OPERATIONS -> new Visible.All();
            case DISTRICT -> new Visible.OfMember(requireNonNull(reader.unit()));
            case PUBLIC -> new Visible.Closed();
        };
    }

    /** Why this reader does not see what the board is about, if so. */
    public static Optional<Refusal> board(Audience reader, Standings standings) {
        return switch (reader.role()) {
            case CITY, OPERATIONS -> Optional.empty();
            case DISTRICT -> reader.isMember(standings) ? Optional.empty() : hidden(standings);
            case PUBLIC -> standings.status() == Status.OPEN ? hidden(standings) : Optional.empty();
        };
    }

    /**
     * What this reader sees of the standings. From closing until they are final, the public sees them frozen, and the
     * cluster as they stand, {@link Status#CLOSED}: nobody outside it learns a result that is not final.
     */
    public static Seen seen(Audience reader, Standings standings) {
        return switch (reader.role()) {
            case CITY -> new Seen.Shown(standings);
            case DISTRICT ->
                sealed(reader, standings).<Seen>map(Seen.Withheld::new).orElseGet(() -> new Seen.Shown(standings));
            case PUBLIC ->
                switch (standings.status()) {
                    case OPEN -> new Seen.Withheld(Finalisation.boardNotFound(standings.board()));
                    case CLOSED -> new Seen.Shown(frozen(standings));
                    case FINAL -> new Seen.Shown(standings);
                };
            case OPERATIONS -> new Seen.Withheld(Refusals.forbidden());
        };
    }

    /**
     * The standings without any result: who takes part and how many sheets count, in the order of the units' ids, because
     * the rows' own order would tell who leads. What a row or the standings may have besides is left out, too.
     */
    static Standings frozen(Standings standings) {
        return new Standings(
                standings.board(),
                standings.revision(),
                standings.cluster(),
                standings.year(),
                standings.theme(),
                standings.notice(),
                standings.status(),
                standings.asOf(),
                standings.scoreTableVersion(),
                standings.sheetsCounted(),
                standings.sheetsExpected(),
                standings.rows().stream()
                        .sorted(Comparator.comparing(row -> row.unit().id()))
                        .map(row -> new Row(
                                row.unit(),
                                null,
                                false,
                                null,
                                null,
                                null,
                                null,
                                null,
                                row.peersCounted(),
                                row.peersExpected()))
                        .toList());
    }

    /** Why this reader does not see what a unit got from whom, if so. */
    public static Optional<Refusal> marks(Audience reader, Standings standings) {
        return switch (reader.role()) {
            case CITY -> Optional.empty();
            case DISTRICT -> sealed(reader, standings);
            case PUBLIC, OPERATIONS -> Optional.of(Refusals.forbidden());
        };
    }

    /**
     * Why this actor does not see the advice on how evenly a board was scored, if so. Like the standings it is sealed
     * for the head until scoring is closed.
     *
     * @param head the unit that heads the board's cluster now
     */
    public static Optional<Refusal> advice(Actor actor, Standings standings, String head) {
        return switch (actor.role()) {
            case CITY -> Optional.empty();
            case DISTRICT -> {
                var reader = Audience.of(actor);
                if (!reader.isMember(standings)) {
                    yield hidden(standings);
                }
                yield actor.isUnit(head) ? sealed(reader, standings) : Optional.of(adviceForTheHead(head));
            }
            case PUBLIC, OPERATIONS -> Optional.of(Refusals.forbidden());
        };
    }

    /**
     * Why this actor may not make the results final, if so.
     *
     * @param head the unit that heads the board's cluster now
     */
    public static Optional<Refusal> finalise(Actor actor, Standings standings, String head) {
        return switch (actor.role()) {
            case DISTRICT -> {
                if (actor.isUnit(head)) {
                    yield Optional.empty();
                }
                yield Audience.of(actor).isMember(standings) ? Optional.of(headOnly(head)) : hidden(standings);
            }
            case CITY, PUBLIC, OPERATIONS -> Optional.of(Refusals.forbidden());
        };
    }

    /**
     * Why this actor may not propose, see and approve corrections of final results, if so.
     *
     * @param head the unit that heads the board's cluster now
     */
    public static Optional<Refusal> correct(Actor actor, Standings standings, String head) {
        return actor.role() == Role.CITY ? Optional.empty() : finalise(actor, standings, head);
    }

    /** What each of those sees who may follow these standings as they change. */
    public static Map<Audience, Standings> shownTo(Standings standings) {
        var shown = new LinkedHashMap<Audience, Standings>();
        Audience.concernedBy(standings)
                .forEach(reader -> seen(reader, standings).shown().ifPresent(seen -> shown.put(reader, seen)));
        return shown;
    }

    private static Optional<Refusal> sealed(Audience reader, Standings standings) {
        if (!reader.isMember(standings)) {
            return hidden(standings);
        }
        return standings.status() == Status.OPEN ? Optional.of(sealedUntilClosed()) : Optional.empty();
    }

    private static Optional<Refusal> hidden(Standings standings) {
        return Optional.of(Finalisation.boardNotFound(standings.board()));
    }

    private static Refusal sealedUntilClosed() {
        return new Refusal(
                "standings-sealed",
                403,
                new Text("Bảng xếp hạng còn niêm phong", "The standings are sealed"),
                new Text(
                        "Các đơn vị còn đang chấm điểm. Đơn vị thành viên xem được bảng xếp hạng và điểm các đơn vị"
                                + " bạn chấm khi Cụm trưởng khóa chấm điểm.",
                        "Units are still scoring. Members see the standings and their peers' marks once the head has"
                                + " closed scoring."),
                List.of(),
                Map.of("until", Status.CLOSED));
    }

    private static Refusal adviceForTheHead(String head) {
        var forbidden = Refusals.forbidden();
        return new Refusal(
                forbidden.slug(),
                forbidden.status(),
                forbidden.title(),
                new Text(
                        "Nhận xét về việc chấm điểm chỉ dành cho Cụm trưởng đương nhiệm (" + head + ") và Thành phố.",
                        "Advice on the scoring is for the head in office (" + head + ") and the City."));
    }

    private static Refusal headOnly(String head) {
        var forbidden = Refusals.forbidden();
        return new Refusal(
                forbidden.slug(),
                forbidden.status(),
                forbidden.title(),
                new Text(
                        "Chỉ Cụm trưởng đương nhiệm (" + head + ") chốt và đề nghị đính chính kết quả; hãy đề nghị Cụm"
                                + " trưởng.",
                        "Only the head in office (" + head + ") can finalise the results and propose corrections; ask"
                                + " the head."));
    }
}
