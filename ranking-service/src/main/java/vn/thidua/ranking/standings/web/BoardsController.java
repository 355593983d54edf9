package vn.thidua.ranking.standings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.Standings;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.ranking.standings.Audience;
import vn.thidua.ranking.standings.Boards;
import vn.thidua.ranking.standings.Finalisation;
import vn.thidua.ranking.standings.Finalising;
import vn.thidua.ranking.standings.Heads;
import vn.thidua.ranking.standings.Seen;
import vn.thidua.ranking.standings.StandingsPolicy;

@RestController
@RequestMapping("/api/ranking/v1/boards")
@Tag(name = "Standings", description = "Xếp hạng: boards, their standings, and what these were made from")
class BoardsController {

    private static final int LARGEST_PAGE = 200;
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

    private final Boards boards;
    private final Finalising finalising;
    private final Heads heads;
    private final Clock clock;

    BoardsController(Boards boards, Finalising finalising, Heads heads, Clock clock) {
        this.boards = boards;
        this.finalising = finalising;
        this.heads = heads;
        this.clock = clock;
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS, Role.PUBLIC})
    @Operation(
            summary = "The boards, a page at a time",
            description = "A district sees those it is a member of, the public those whose scoring has closed.")
    BoardPage list(
            Actor actor, @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "50") int limit) {
        var reader = Audience.of(actor);
        var size = Math.clamp(limit, 1, LARGEST_PAGE);
        return BoardPage.of(boards.list(StandingsPolicy.visible(reader), after, size), reader, size);
    }

    @GetMapping("/{board}")
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS, Role.PUBLIC})
    @Operation(
            summary = "A board: its members, its score table, how far it has come",
            description = "For its members, the City and operations; for the public once scoring is closed.")
    BoardView board(Actor actor, @PathVariable String board) {
        var held = boards.find(board);
        if (held.opened() == null || held.standings() == null) {
            throw notFound(board);
        }
        refuse(StandingsPolicy.board(Audience.of(actor), held.standings()));
        return BoardView.of(held, held.opened(), held.standings());
    }

    @GetMapping("/{board}/standings")
    @Permit({Role.DISTRICT, Role.CITY, Role.PUBLIC})
    @Operation(
            summary = "The standings; answers 304 to If-None-Match with the revision at hand, or a newer one",
            description = "For the City at any time, for members once scoring is closed (403 `standings-sealed`"
                    + " before). The public sees them once the results are final, and before, from closing on, frozen:"
                    + " status `CLOSED`, the units by their ids, no rank and no points.")
    ResponseEntity<Standings> standings(
            Actor actor,
            @PathVariable String board,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        var standings = boards.standings(board).orElseThrow(() -> notFound(board));
        return switch (StandingsPolicy.seen(Audience.of(actor), standings)) {
            // Another instance, or another member of the store, was further: what the reader has is the newer one.
            case Seen.Shown(var shown)
            when revision(known) > shown.revision() ->
                ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(known).build();
            case Seen.Shown(var shown) -> tagged(shown);
            case Seen.Withheld(var why) -> throw new RefusalException(why);
        };
    }

    /** The revision that an entity tag of ours names, weak or not; 0 for none, several, or another's. */
    private static long revision(@Nullable String tag) {
        var ours = tag == null ? null : TAG.matcher(tag.strip());
        return ours != null && ours.matches() ? Long.parseLong(ours.group(1)) : 0;
    }

    @GetMapping("/{board}/units/{unit}")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "A unit's marks by criterion, its own beside those of its peers",
            description = "For the City at any time, for members once scoring is closed (403 `standings-sealed`"
                    + " before).")
    UnitMarks unit(Actor actor, @PathVariable String board, @PathVariable String unit) {
        var held = boards.find(board);
        if (held.opened() == null || held.standings() == null) {
            throw notFound(board);
        }
        refuse(StandingsPolicy.marks(Audience.of(actor), held.standings()));
        return UnitMarks.of(held, held.opened(), held.standings(), unit).orElseThrow(() -> noMember(unit));
    }

    @GetMapping("/{board}/ties")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "Every tie: how it was broken, or why it need not be",
            description = "For the City at any time, for members once scoring is closed (403 `standings-sealed`"
                    + " before).")
    Ties ties(Actor actor, @PathVariable String board) {
        var held = boards.find(board);
        if (held.opened() == null || held.standings() == null) {
            throw notFound(board);
        }
        refuse(StandingsPolicy.marks(Audience.of(actor), held.standings()));
        return Ties.of(held, held.opened());
    }

    @GetMapping("/{board}/advice")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "How evenly the board was scored, in sentences; never applied to anything",
            description = "For the City at any time, and for the unit that heads the cluster at this moment once"
                    + " scoring is closed.")
    AdviceView advice(Actor actor, @PathVariable String board) {
        var held = boards.find(board);
        if (held.opened() == null || held.standings() == null) {
            throw notFound(board);
        }
        refuse(StandingsPolicy.advice(actor, held.standings(), heads.headOf(held.opened(), clock.instant())));
        return AdviceView.of(held, held.opened(), held.standings());
    }

    @PostMapping("/{board}/finalise")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Make the results final, if they stem from exactly the sheets of the manifest",
            description = "For the unit that heads the cluster at this moment.")
    ResponseEntity<Standings> finalise(Actor actor, @PathVariable String board) {
        return tagged(finalising.finalise(board, actor));
    }

    private static void refuse(Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw new RefusalException(why);
        });
    }

    private static ResponseEntity<Standings> tagged(Standings standings) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag("\"" + standings.revision() + "\"")
                .body(standings);
    }

    private static RefusalException notFound(String board) {
        return new RefusalException(Finalisation.boardNotFound(board));
    }

    private static RefusalException noMember(String unit) {
        return new RefusalException(new Refusal(
                "unit-not-found",
                404,
                new Text("Không tìm thấy đơn vị", "No such unit"),
                new Text(
                        "Đơn vị “" + unit + "” không có trong bảng này; hãy kiểm tra mã đơn vị.",
                        "Unit \"" + unit + "\" is not on this board; check its id.")));
    }
}
