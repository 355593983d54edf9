package vn.thidua.scoring.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.IntakeResult.Outcome;

/**
 * An event that was not counted.
 *
 * @param id the same however often the same is sent by the same unit
 * @param version grows by one with every change; guards the next
 * @param unit whose it is
 * @param door where it came in
 * @param source the event's {@code source}, if it could be read
 * @param event the event's {@code id}, if it could be read
 * @param content as it was sent
 * @param correction the sheet that is to take its place, if somebody gave one
 * @param problem why it was refused, as RFC 9457 problem details
 * @param at when it was refused first, in milliseconds
 * @param replayedAt when it was replayed last
 * @param replayedTo what came of that
 * @param reason why it was discarded
 */
public record Quarantined(
        String id,
        long version,
        String unit,
        Door door,
        @Nullable String source,
        @Nullable String event,
        Content content,
        @Nullable Content correction,
        Map<String, Object> problem,
        Instant at,
        State state,
        @Nullable Instant replayedAt,
        @Nullable Outcome replayedTo,
        @Nullable String reason) {

    private static final HexFormat HEX = HexFormat.of();
    private static final int ID_DIGITS = 32;

    public Quarantined {
        requireNonNull(id, "id");
        requireNonNull(unit, "unit");
        requireNonNull(door, "door");
        requireNonNull(content, "content");
        requireNonNull(problem, "problem");
        requireNonNull(at, "at");
        requireNonNull(state, "state");
    }

    /** Something that was refused just now. */
    public static Quarantined of(
            String unit,
            Door door,
            @Nullable String source,
            @Nullable String event,
            Content content,
            Map<String, Object> problem,
            Instant at) {
        return new Quarantined(
                id(unit, source, event, content),
                1,
                unit,
                door,
                source,
                event,
                content,
                null,
                problem,
                at,
                State.OPEN,
                null,
                null,
                null);
    }

    private static String id(String unit, @Nullable String source, @Nullable String event, Content content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : new String[] {unit, String.valueOf(source), String.valueOf(event)}) {
                digest.update(part.getBytes(UTF_8));
                digest.update((byte) 0);
            }
            return HEX.formatHex(digest.digest(content.bytes())).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Where it stands in the list: the oldest first. */
    public String place() {
        return "%015d-%s".formatted(at.toEpochMilli(), id);
    }

    /** What a replay sends. */
    public Content current() {
        return correction == null ? content : correction;
    }

    /** With another sheet in its place; what was sent stays beside it. */
    public Quarantined corrected(Content correction) {
        return next(correction, problem, State.OPEN, replayedAt, replayedTo, null);
    }

    /**
     * After a replay: settled, unless it was refused again.
     *
     * @param again why it was refused again; {@code null} when it was not
     */
    public Quarantined replayed(Outcome outcome, @Nullable Map<String, Object> again, Instant now) {
        return next(
                correction,
                again == null ? problem : again,
                outcome == Outcome.REFUSED ? state : State.REPLAYED,
                now,
                outcome,
                null);
    }

    /** Given up. */
    public Quarantined discarded(String reason) {
        return next(correction, problem, State.DISCARDED, replayedAt, replayedTo, reason);
    }

    private Quarantined next(
            @Nullable Content correction,
            Map<String, Object> problem,
            State state,
            @Nullable Instant replayedAt,
            @Nullable Outcome replayedTo,
            @Nullable String reason) {
        return new Quarantined(
                id,
                version + 1,
                unit,
                door,
                source,
                event,
                content,
                correction,
                problem,
                at,
                state,
                replayedAt,
                replayedTo,
                reason);
    }

    /** The ways in. */
    public enum Door {
        HTTP,
        KAFKA
    }

    /** How far it has come. */
    public enum State {
        /** Nobody has dealt with it. */
        OPEN,
        /** It was replayed, and counts. */
        REPLAYED,
        /** It was given up, with a reason. */
        DISCARDED
    }
}
