package vn.thidua.scoring.proof.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.proof.FinalBoards;
import vn.thidua.scoring.proof.LogPolicy;
import vn.thidua.scoring.proof.Origin;
import vn.thidua.scoring.proof.PublishedFiles;
import vn.thidua.scoring.proof.SeasonBoards;
import vn.thidua.scoring.proof.SeasonLogs;
import vn.thidua.scoring.proof.Seasons;

/** The seasons' logs under their names, in the files of C2SP tlog-tiles ({@code docs/proof.md}). */
@RestController
@RequestMapping("/api/scoring/v1/proof/thidua/{cluster}/{year}")
@Tag(name = "Proof", description = "The seasons' logs, with which anybody can check results")
class ProofController {

    private final Seasons seasons;
    private final SeasonLogs logs;
    private final SeasonBoards boards;
    private final FinalBoards finals;
    private final PublishedFiles files;

    ProofController(Seasons seasons, SeasonLogs logs, SeasonBoards boards, FinalBoards finals) {
        this.seasons = seasons;
        this.logs = logs;
        this.boards = boards;
        this.finals = finals;
        this.files = new PublishedFiles(seasons);
    }

    @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(
            summary = "The newest signed checkpoint",
            description = "Says nothing of what is in the log: for everybody with an account.")
    ResponseEntity<String> checkpoint(Actor actor, @PathVariable String cluster, @PathVariable String year) {
        var origin = origin(cluster, year);
        return text(seasons.checkpoint(origin).orElseThrow(() -> new RefusalException(LogPolicy.unknown(origin))));
    }

    @GetMapping(path = "/key", produces = MediaType.TEXT_PLAIN_VALUE)
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(
            summary = "The public key that signs checkpoints",
            description = "name+id+key. Who checks results should know it from somewhere else as well.")
    ResponseEntity<String> key(Actor actor, @PathVariable String cluster, @PathVariable String year) {
        var origin = origin(cluster, year);
        if (seasons.checkpoint(origin).isEmpty()) {
            throw new RefusalException(LogPolicy.unknown(origin));
        }
        return text(logs.verifierKey(origin) + "\n");
    }

    /** A tile's number has up to two groups of digits, and a partial one its width: 256 million entries. */
    @GetMapping(
            path = {"/tile/{level}/{tile}", "/tile/{level}/{tile}/{more}", "/tile/{level}/{tile}/{more}/{rest}"},
            produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(
            summary = "A tile of hashes, or a bundle of entries",
            description = "Entries hold the marks: sealed while a board of the season takes sheets; then for the City,"
                    + " operations and the boards' members; for everybody with an account once all results are final.")
    ResponseEntity<byte[]> tile(
            Actor actor,
            @PathVariable String cluster,
            @PathVariable String year,
            @PathVariable String level,
            @PathVariable String tile,
            @PathVariable(required = false) @Nullable String more,
            @PathVariable(required = false) @Nullable String rest) {
        var origin = origin(cluster, year);
        // Read before it is asked who may: a board that opens meanwhile seals what is in the log from then on.
        var path = Stream.of("tile", level, tile, more, rest)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("/"));
        var content = files.find(origin, path);
        var season = boards.of(origin);
        var isFinal = finals.containsAll(
                season.stream().map(LogPolicy.SeasonBoard::id).toList());
        LogPolicy.read(actor, origin, season, isFinal).ifPresent(refusal -> {
            throw new RefusalException(refusal);
        });
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(content.orElseThrow(() -> new RefusalException(LogPolicy.unknown(origin))));
    }

    private static ResponseEntity<String> text(String text) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .contentType(new MediaType(MediaType.TEXT_PLAIN, UTF_8))
                .body(text);
    }

    private static Origin origin(String cluster, String year) {
        try {
            return new Origin(cluster, year);
        } catch (IllegalArgumentException e) {
            throw new RefusalException(LogPolicy.unknown(cluster, year));
        }
    }
}
