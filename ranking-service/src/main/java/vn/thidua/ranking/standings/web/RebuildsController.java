package vn.thidua.ranking.standings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.ranking.standings.rebuild.Rebuild;
import vn.thidua.ranking.standings.rebuild.Rebuilding;

@RestController
@RequestMapping("/api/ranking/v1/rebuilds")
@Tag(name = "Rebuilds", description = "Dựng lại: boards counted anew from the whole log, beside those that are read")
class RebuildsController {

    private static final int LATEST = 20;

    private final Rebuilding rebuilding;

    RebuildsController(Rebuilding rebuilding) {
        this.rebuilding = rebuilding;
    }

    @PostMapping
    @Permit(Role.OPERATIONS)
    @Operation(
            summary = "Begin to rebuild one board, or all of them",
            description = "202 with where to look how far it is; 409 `rebuild-running` while another one runs.")
    ResponseEntity<Rebuild> begin(Actor actor, @RequestBody(required = false) @Nullable Wanted wanted) {
        var rebuild = rebuilding.begin(
                wanted == null ? null : wanted.board(),
                wanted != null && Boolean.TRUE.equals(wanted.compareOnly()),
                actor);
        return ResponseEntity.accepted()
                .location(URI.create("/api/ranking/v1/rebuilds/" + rebuild.id()))
                .body(rebuild);
    }

    @GetMapping
    @Permit(Role.OPERATIONS)
    @Operation(summary = "The latest rebuilds, the newest first")
    List<Rebuild> latest() {
        return rebuilding.latest(LATEST);
    }

    @GetMapping("/{id}")
    @Permit(Role.OPERATIONS)
    @Operation(summary = "How far a rebuild is, and in what the boards differed from their recount")
    Rebuild rebuild(@PathVariable String id) {
        return rebuilding.find(id).orElseThrow(() -> new RefusalException(notFound(id)));
    }

    private static Refusal notFound(String id) {
        return new Refusal(
                "rebuild-not-found",
                404,
                new Text("Không tìm thấy lần dựng lại", "No such rebuild"),
                new Text(
                        "Không có lần dựng lại “" + id + "”; hãy xem danh sách các lần gần đây.",
                        "There is no rebuild \"" + id + "\"; look at the list of the latest."));
    }

    /**
     * @param board the only one to rebuild; all of them when it is left out
     * @param compareOnly to find differences and put nothing in place
     */
    record Wanted(@Nullable String board, @Nullable Boolean compareOnly) {}
}
