package vn.thidua.ranking.standings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Expiry;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.live.LiveFeed;
import vn.thidua.messaging.live.LiveFeed.Message;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.ranking.standings.Audience;
import vn.thidua.ranking.standings.Boards;
import vn.thidua.ranking.standings.Finalisation;
import vn.thidua.ranking.standings.Seen;
import vn.thidua.ranking.standings.StandingsPolicy;

@RestController
@Tag(name = "Standings")
class StandingsStream {

    private final Boards boards;
    private final LiveFeed feed;

    StandingsStream(Boards boards, LiveFeed standingsFeed) {
        this.boards = boards;
        this.feed = standingsFeed;
    }

    @GetMapping(path = "/api/ranking/v1/boards/{board}/standings/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Permit({Role.DISTRICT, Role.CITY, Role.PUBLIC})
    @Operation(
            summary = "The standings as they change: the current ones at once, unless Last-Event-ID names them",
            description =
                    "For those who may read the standings; only what they may read then is sent. Ends with the access"
                            + " token that it was opened with: come back with a new one and Last-Event-ID.")
    SseEmitter stream(
            Actor actor,
            Expiry expiry,
            @PathVariable String board,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        var reader = Audience.of(actor);
        var standings =
                boards.standings(board).orElseThrow(() -> new RefusalException(Finalisation.boardNotFound(board)));
        if (StandingsPolicy.seen(reader, standings) instanceof Seen.Withheld(var why)) {
            throw new RefusalException(why);
        }
        return feed.subscribe(reader.feed(board), lastEventId, expiry.at(), seen -> newerThan(seen, reader, board));
    }

    /** Standings carry everything: a reader that missed some needs only the current ones. */
    private List<Message> newerThan(@Nullable Long seen, Audience reader, String board) {
        return boards.standings(board)
                .flatMap(current -> StandingsPolicy.seen(reader, current).shown())
                .filter(current -> seen == null || current.revision() > seen)
                .map(current -> List.of(new Message(current.revision(), "standings", current)))
                .orElse(List.of());
    }
}
