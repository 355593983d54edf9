package vn.thidua.console.round;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The scoring service's rounds of a board. */
@HttpExchange("/api/scoring/v1/boards/{board}")
interface Rounds {

    @GetExchange
    Board board(@PathVariable String board);

    @GetExchange("/missing")
    Missing missing(@PathVariable String board);

    @GetExchange("/recusals")
    Recusals recusals(@PathVariable String board);

    @PostExchange("/recusals")
    Recusals recuse(@PathVariable String board, @RequestBody Wish wish);

    @GetExchange("/explanations/{unit}")
    Explanations explanations(@PathVariable String board, @PathVariable String unit);

    @PutExchange("/explanations/{unit}")
    void explain(@PathVariable String board, @PathVariable String unit, @RequestBody Texts texts);

    @PostExchange("/confirmations/{unit}")
    void confirm(@PathVariable String board, @PathVariable String unit);

    @GetExchange("/evidence/{unit}")
    EvidenceList evidence(@PathVariable String board, @PathVariable String unit);

    @PostExchange("/evidence/{unit}/links")
    void addLink(@PathVariable String board, @PathVariable String unit, @RequestBody Link link);

    @PostExchange("/evidence/{unit}/files")
    void addFile(
            @PathVariable String board,
            @PathVariable String unit,
            @RequestParam String criterion,
            @RequestParam String name,
            @RequestParam String note,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) String type,
            @RequestBody byte[] file);

    @GetExchange("/sheets/{kind}/{scorer}/{target}/history")
    History history(
            @PathVariable String board,
            @PathVariable String kind,
            @PathVariable String scorer,
            @PathVariable String target);

    @GetExchange("/sheets/{kind}/{scorer}/{target}")
    Sheet sheet(
            @PathVariable String board,
            @PathVariable String kind,
            @PathVariable String scorer,
            @PathVariable String target);

    /** @param revision that this replaces, in quotes; absent for a first one */
    @PostExchange("/sheets")
    void submit(
            @PathVariable String board,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String revision,
            @RequestBody Submission submission);

    /** A sheet as it stands; points in hundredths. */
    record Sheet(
            long revision,
            String digest,
            Instant receivedAt,
            Map<String, Integer> marks,
            List<Adjustment> adjustments) {}

    record Adjustment(String rule, int points, @Nullable String note) {}

    record Submission(
            String kind,
            String scorer,
            String target,
            Map<String, Integer> marks,
            List<Adjustment> adjustments,
            @Nullable String reason) {}

    /** Who still has to do what. */
    record Missing(List<Duty> missing) {}

    /** @param until by when; absent means until the board is closed */
    record Duty(
            String stage,
            Named unit,
            Named target,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean overdue) {}

    record Named(String id, String name) {}

    record Recusals(List<Recusal> recusals) {}

    record Recusal(
            String scorer,
            @Nullable String target,
            String reason,
            @Nullable String decidedBy,
            Instant since) {}

    record Wish(String scorer, @Nullable String target, String reason) {}

    record Explanations(List<Explanation> revisions) {}

    record Explanation(long revision, Instant occurredAt, String by, Map<String, String> texts) {}

    record Texts(Map<String, String> texts) {}

    record EvidenceList(List<Evidence> evidence) {}

    record Evidence(
            String id,
            String criterion,
            @Nullable String link,
            @Nullable String name,
            @Nullable Long size,
            @Nullable String sha256,
            @Nullable String note,
            Instant addedAt,
            boolean late,
            @Nullable String penalty) {}

    record Link(String criterion, String link, String note) {}

    record History(String sheet, List<Entry> revisions) {}

    record Entry(
            long revision,
            Instant receivedAt,
            String digest,
            String by,
            @Nullable String reason,
            List<Change> changes) {}

    record Change(
            String code,
            @Nullable Integer before,
            @Nullable Integer after,
            @Nullable String noteBefore,
            @Nullable String noteAfter) {}
}
