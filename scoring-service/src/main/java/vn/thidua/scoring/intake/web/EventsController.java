package vn.thidua.scoring.intake.web;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.thidua.events.IntakeResult.Outcome;
import vn.thidua.events.Receipt;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Expiry;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.scoring.intake.BatchPolicy;
import vn.thidua.scoring.intake.EventBatch;
import vn.thidua.scoring.intake.EventBatches;
import vn.thidua.scoring.intake.EventReader;
import vn.thidua.scoring.intake.EventResult;
import vn.thidua.scoring.intake.SentEvent;
import vn.thidua.scoring.intake.TakeEvents;
import vn.thidua.scoring.intake.worker.BatchWorker;
import vn.thidua.scoring.quarantine.Quarantined.Door;
import vn.thidua.scoring.sheet.Submitter;
import vn.thidua.scoring.web.Page;
import vn.thidua.scoring.web.Precondition;

/** Score sheets as CloudEvents over HTTP: one, or many at once, now or later. */
@RestController
@RequestMapping("/api/scoring/v1/events")
@Tag(
        name = "Events",
        description =
                "Score sheets as CloudEvents 1.0 of type vn.thidua.intake.score-sheet.v1. An event is recognised by"
                        + " its source and id: sent again, it is answered with the same receipt.")
class EventsController {

    static final int MOST_EVENTS = 10_000;

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String LATER = "respond-async";
    private static final String BATCHES = "/api/scoring/v1/events/batches/";
    private static final int EVENTS_IN_PART = 100;
    private static final int BYTES_IN_PART = 2 * 1024 * 1024;

    private final TakeEvents takeEvents;
    private final EventBatches batches;
    private final BatchWorker worker;
    private final BatchFeed feed;
    private final Supplier<String> unguessable;
    private final Clock clock;

    EventsController(
            TakeEvents takeEvents,
            EventBatches batches,
            BatchWorker worker,
            BatchFeed feed,
            Supplier<String> unguessable,
            Clock clock) {
        this.takeEvents = takeEvents;
        this.batches = batches;
        this.worker = worker;
        this.feed = feed;
        this.unguessable = unguessable;
        this.clock = clock;
    }

    @PostMapping(consumes = STRUCTURED)
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Send one event, or many",
            description = "As application/cloudevents+json: one event, answered with its receipt. As application/json:"
                    + " the same in binary mode, the sheet as the body and the attributes as ce- headers. As"
                    + " application/cloudevents-batch+json: up to 10,000 events and 16 MiB, answered 207 with a result"
                    + " for each in their order; what is wrong with one is told of it alone, and every other counts."
                    + " Content-Encoding: gzip is understood. With Prefer: respond-async a batch is answered 202 once it"
                    + " is durable, and its results follow at Location.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "Stored as a correction, or stored before",
                        content = @Content(schema = @Schema(implementation = Receipt.class))),
                @ApiResponse(
                        responseCode = "201",
                        description = "Stored as the sheet's first revision",
                        content = @Content(schema = @Schema(implementation = Receipt.class))),
                @ApiResponse(
                        responseCode = "202",
                        description = "The batch is durable and is worked off",
                        content = @Content(schema = @Schema(implementation = BatchView.class))),
                @ApiResponse(
                        responseCode = "207",
                        description = "A result for each event of the batch",
                        content = @Content(schema = @Schema(implementation = Results.class))),
                @ApiResponse(responseCode = "400", description = "Not JSON, or cut off", content = @Content),
                @ApiResponse(responseCode = "403", description = "The scorer is another unit", content = @Content),
                @ApiResponse(
                        responseCode = "404",
                        description = "No such board, or the unit is not a member of it",
                        content = @Content),
                @ApiResponse(responseCode = "409", description = "The board takes no sheets", content = @Content),
                @ApiResponse(
                        responseCode = "412",
                        description = "The sheet stands at another revision",
                        content = @Content),
                @ApiResponse(responseCode = "413", description = "Too large, or too many events", content = @Content),
                @ApiResponse(responseCode = "415", description = "Neither of these formats", content = @Content),
                @ApiResponse(
                        responseCode = "422",
                        description = "The event or the sheet breaks rules; errors names each",
                        content = @Content),
                @ApiResponse(
                        responseCode = "428",
                        description = "A correction has to say what it corrects",
                        content = @Content)
            })
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = STRUCTURED, schema = @Schema(type = "object")),
                @Content(mediaType = BATCH, schema = @Schema(type = "array")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"))
            })
    ResponseEntity<Object> structured(Actor actor, HttpServletRequest request) {
        var submitter = Submitter.of(BatchPolicy.send(actor).orThrow());
        try (var spool = Spool.of(request)) {
            return single(submitter, EventReader.structured(spool.bytes(EventReader.LARGEST)), request);
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Permit(Role.DISTRICT)
    ResponseEntity<Object> binary(Actor actor, HttpServletRequest request) {
        var submitter = Submitter.of(BatchPolicy.send(actor).orThrow());
        try (var spool = Spool.of(request)) {
            return single(
                    submitter, EventReader.binary(attributes(request), spool.bytes(EventReader.LARGEST)), request);
        }
    }

    @PostMapping(consumes = BATCH)
    @Permit(Role.DISTRICT)
    ResponseEntity<Object> batch(
            Actor actor,
            HttpServletRequest request,
            @Parameter(description = "respond-async: answer when the batch is durable, work it off after that")
                    @RequestHeader(name = "Prefer", required = false)
                    @Nullable
                    List<String> prefer) {
        var submitter = Submitter.of(BatchPolicy.send(actor).orThrow());
        try (var spool = Spool.of(request)) {
            var total = count(spool);
            if (prefersLater(prefer)) {
                var batch = keep(submitter, spool, total);
                worker.add(batch.id());
                return ResponseEntity.accepted()
                        .location(URI.create(BATCHES + batch.id()))
                        .header("Preference-Applied", LATER)
                        .body(BatchView.of(batch));
            }
            return ResponseEntity.status(HttpStatus.MULTI_STATUS).body(Results.of(takeAll(submitter, spool, total)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResponseEntity<Object> single(Submitter submitter, SentEvent event, HttpServletRequest request) {
        var result = takeEvents.take(submitter, Door.HTTP, List.of(event), 0).getFirst();
        var receipt = result.receipt();
        if (receipt == null) {
            return refused(result, request);
        }
        var created = result.outcome() == Outcome.ACCEPTED && receipt.revision() == 1;
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(Precondition.tag(receipt.revision()))
                .body(receipt);
    }

    private static ResponseEntity<Object> refused(EventResult result, HttpServletRequest request) {
        var problem = new LinkedHashMap<>(requireNonNull(result.problem(), "what is refused has a problem"));
        problem.put("instance", request.getRequestURI());
        problem.put("quarantine", requireNonNull(result.quarantine(), "what is refused is kept"));
        return ResponseEntity.status((int) requireNonNull(problem.get("status")))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** Looks at the whole body before anything of it is taken. */
    private static int count(Spool spool) throws IOException {
        var total = 0;
        try (var body = spool.open()) {
            var items = new BatchItems(body);
            while (items.next() != null) {
                total++;
                if (total > MOST_EVENTS) {
                    throw new RefusalException(tooMany());
                }
            }
        } catch (BatchItems.NoArray e) {
            throw new RefusalException(noBatch());
        }
        return total;
    }

    private List<EventResult> takeAll(Submitter submitter, Spool spool, int total) throws IOException {
        var results = new ArrayList<EventResult>(total);
        var portion = new ArrayList<SentEvent>(TakeEvents.PORTION);
        try (var body = spool.open()) {
            var items = new BatchItems(body);
            for (var item = items.next(); item != null; item = items.next()) {
                portion.add(EventReader.structured(item));
                if (portion.size() == TakeEvents.PORTION) {
                    results.addAll(takeEvents.take(submitter, Door.HTTP, portion, results.size()));
                    portion.clear();
                }
            }
        }
        results.addAll(takeEvents.take(submitter, Door.HTTP, portion, results.size()));
        return results;
    }

    /** Every part is durable before the batch is there, and the batch before it is answered. */
    private EventBatch keep(Submitter submitter, Spool spool, int total) throws IOException {
        var id = unguessable.get();
        var firsts = new ArrayList<Integer>();
        var part = new ArrayList<byte[]>();
        var bytes = 0;
        var index = 0;
        try (var body = spool.open()) {
            var items = new BatchItems(body);
            for (var item = items.next(); item != null; item = items.next()) {
                if (part.size() == EVENTS_IN_PART || bytes + item.length > BYTES_IN_PART) {
                    batches.keepPart(id, firsts.size() - 1, part);
                    part = new ArrayList<>();
                    bytes = 0;
                }
                if (part.isEmpty()) {
                    firsts.add(index);
                }
                part.add(item);
                bytes += item.length;
                index++;
            }
        }
        if (!part.isEmpty()) {
            batches.keepPart(id, firsts.size() - 1, part);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var batch = EventBatch.of(id, submitter, now, total, firsts);
        batches.add(batch);
        return batch;
    }

    @GetMapping("/batches/{id}")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "How far a batch has come, with the results that there are",
            responses = {
                @ApiResponse(responseCode = "200", description = "The batch, and a page of its results"),
                @ApiResponse(responseCode = "404", description = "No such batch of this unit", content = @Content)
            })
    BatchView get(
            Actor actor,
            @PathVariable String id,
            @Parameter(description = "The index of the last result of the page before")
                    @RequestParam(defaultValue = "-1")
                    int after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        return BatchView.of(find(actor, id), batches, after, limit);
    }

    @GetMapping(path = "/batches/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Results of a batch as they come, as server-sent events",
            description = "results: a part that is done; its id is how many events have their results. done: all have."
                    + " A reader that comes back with Last-Event-ID gets what it missed. Ends with the access token that"
                    + " it was opened with.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The stream",
                        content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE)),
                @ApiResponse(responseCode = "404", description = "No such batch of this unit", content = @Content)
            })
    SseEmitter stream(
            Actor actor,
            Expiry expiry,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return feed.subscribe(find(actor, id).id(), lastEventId, expiry.at());
    }

    private EventBatch find(Actor actor, String id) {
        var batch = batches.find(id).orElseThrow(() -> new RefusalException(BatchPolicy.unknown(id)));
        BatchPolicy.see(actor, batch).orThrow();
        return batch;
    }

    private static boolean prefersLater(@Nullable List<String> prefer) {
        return prefer != null
                && prefer.stream()
                        .flatMap(header -> Arrays.stream(header.split("[,;]", -1)))
                        .anyMatch(preference ->
                                preference.strip().toLowerCase(Locale.ROOT).equals(LATER));
    }

    /** Header values are percent-encoded where they are no plain text. */
    private static Map<String, String> attributes(HttpServletRequest request) {
        var attributes = new HashMap<String, String>();
        for (var header : Collections.list(request.getHeaderNames())) {
            var name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("ce-")) {
                attributes.put(name.substring("ce-".length()), decoded(request.getHeader(header)));
            }
        }
        return attributes;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static Refusal tooMany() {
        return new Refusal(
                "batch-too-long",
                413,
                new Text("Lô có quá nhiều sự kiện", "The batch has too many events"),
                new Text(
                        "Một lô có tối đa " + MOST_EVENTS + " sự kiện. Hãy chia nhỏ rồi gửi lại.",
                        "A batch has at most " + MOST_EVENTS + " events. Send less at a time."));
    }

    private static Refusal noBatch() {
        return new Refusal(
                "batch-unreadable",
                400,
                new Text("Không đọc được lô sự kiện", "The batch cannot be read"),
                new Text(
                        "Một lô là một mảng JSON các sự kiện, từ dấu [ đến dấu ]. Không có gì được nhận.",
                        "A batch is a JSON array of events, from its [ to its ]. Nothing of it was taken."));
    }

    /** A result for each event, in the order of the batch. */
    record Results(int accepted, int duplicate, int refused, List<ResultView> items) {

        static Results of(List<EventResult> results) {
            var counts = EventBatch.Counts.of(results);
            return new Results(
                    counts.accepted(),
                    counts.duplicate(),
                    counts.refused(),
                    results.stream().map(ResultView::of).toList());
        }
    }
}
