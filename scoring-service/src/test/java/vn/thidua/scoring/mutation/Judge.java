package vn.thidua.scoring.mutation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_32BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.EventJson;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.Topics;
import vn.thidua.scoring.mutation.StrictJson.Literal;

/** Says what a request may count as, by the score table and the contract, without the product's rules. */
final class Judge {

    private static final int LARGEST = 16 * 1024 * 1024;

    private final String board;
    private final Set<String> members;
    private final ScoreTable table;

    Judge(String board, Set<String> members, ScoreTable table) {
        this.board = board;
        this.members = members;
        this.table = table;
    }

    /** A sheet that may count, with its digest. */
    record Sheet(String id, String scorer, String digest) {}

    /** What this may count as: none, one, or several in a batch. */
    List<Sheet> sheets(Message message) {
        var sheets = new ArrayList<Sheet>();
        for (var text : texts(message)) {
            if (message.target().contains("/event")) {
                StrictJson.objects(text).stream()
                        .flatMap(event -> event(event).stream())
                        .forEach(sheets::add);
                if (isEvent(attributes(message))) {
                    StrictJson.whole(text).flatMap(sheet -> sheet(sheet, false)).ifPresent(sheets::add);
                }
            } else {
                StrictJson.whole(text).flatMap(sheet -> sheet(sheet, true)).ifPresent(sheets::add);
            }
        }
        return sheets;
    }

    /** The body as text: by the letter UTF-8, with or without a mark before it, or what its type says. */
    static List<String> texts(Message message) {
        var bytes = message.framing() == Message.Framing.LENGTH_SMALLER
                ? Arrays.copyOf(message.body(), Math.max(0, message.body().length - 7))
                : message.body();
        if (message.header("Content-Encoding").orElse("").strip().equalsIgnoreCase("gzip")) {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                bytes = in.readNBytes(LARGEST);
            } catch (IOException e) {
                // Elsewhere than at the events nothing is unpacked, and the body is read as it is.
                if (message.target().contains("/event")) {
                    return List.of();
                }
            }
        }
        var texts = new ArrayList<String>();
        // UTF-16 is no JSON that others exchange, but there is one way only to read it.
        for (var charset : List.of(
                UTF_8,
                UTF_16BE,
                UTF_32BE,
                charset(message.header("Content-Type").orElse("")))) {
            var text = decoded(bytes, charset);
            texts.add(text.startsWith("\uFEFF") ? text.substring(1) : text);
        }
        return texts;
    }

    /** With half a character, which nothing that counts may hold, in the place of bytes that are none. */
    private static String decoded(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith("\uDFFF")
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("nothing is reported", e);
        }
    }

    private static Charset charset(String type) {
        var small = type.toLowerCase(Locale.ROOT);
        return small.contains("charset=iso-8859-1")
                ? ISO_8859_1
                : small.contains("charset=us-ascii") ? US_ASCII : UTF_8;
    }

    private static Map<String, Object> attributes(Message message) {
        var attributes = new HashMap<String, Object>();
        message.headers().stream()
                .filter(header -> header.name().toLowerCase(Locale.ROOT).startsWith("ce-"))
                .forEach(header -> attributes.putIfAbsent(
                        header.name().toLowerCase(Locale.ROOT).substring(3),
                        header.value().strip()));
        return attributes;
    }

    private static boolean isEvent(Map<?, ?> attributes) {
        return "1.0".equals(attributes.get("specversion"))
                && attributes.get("id") instanceof String id
                && isText(id)
                && attributes.get("source") instanceof String source
                && isText(source)
                && Topics.SHEET_TYPE.equals(attributes.get("type"));
    }

    private static boolean isText(String text) {
        return !text.isEmpty() && UTF_8.newEncoder().canEncode(text);
    }

    private Optional<Sheet> event(@Nullable Object json) {
        return json instanceof Map<?, ?> event && isEvent(event) && !event.containsKey("data_base64")
                ? Optional.ofNullable(event.get("data")).flatMap(data -> sheet(data, false))
                : Optional.empty();
    }

    private Optional<Sheet> sheet(@Nullable Object json, boolean boardInPath) {
        if (!(json instanceof Map<?, ?> sheet)) {
            return Optional.empty();
        }
        var named = sheet.get("board");
        if (!(board.equals(named) || boardInPath && isNothing(named))) {
            return Optional.empty();
        }
        if (!(sheet.get("scorer") instanceof String scorer)
                || !(sheet.get("target") instanceof String target)
                || !members.contains(scorer)
                || !members.contains(target)
                || !(scorer.equals(target) ? "SELF" : "PEER").equals(sheet.get("kind"))) {
            return Optional.empty();
        }
        var replaces = sheet.get("replaces");
        if (!isNothing(replaces) && number(replaces).isEmpty()) {
            return Optional.empty();
        }
        var kind = scorer.equals(target) ? "SELF" : "PEER";
        return marks(sheet.get("marks"))
                .flatMap(marks -> adjustments(sheet.get("adjustments")).map(adjustments -> {
                    var content = Map.of(
                            "board",
                            board,
                            "kind",
                            kind,
                            "scorer",
                            scorer,
                            "target",
                            target,
                            "marks",
                            marks,
                            "adjustments",
                            adjustments);
                    return new Sheet(board + "/" + kind + "/" + scorer + "/" + target, scorer, digest(content));
                }));
    }

    private Optional<Map<String, Integer>> marks(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> submitted)) {
            return Optional.empty();
        }
        var marks = new TreeMap<String, Integer>();
        for (var criterion : table.criteria()) {
            var points = number(submitted.get(criterion.code())).orElse(-1L);
            if (points < 0 || points > criterion.max() || points % table.step() != 0) {
                return Optional.empty();
            }
            marks.put(criterion.code(), points.intValue());
        }
        return marks.size() == submitted.size() ? Optional.of(marks) : Optional.empty();
    }

    private Optional<List<Map<String, Object>>> adjustments(@Nullable Object json) {
        if (isNothing(json)) {
            return Optional.of(List.of());
        }
        if (!(json instanceof List<?> submitted)) {
            return Optional.empty();
        }
        var adjustments = new ArrayList<Map<String, Object>>();
        var bonus = new HashMap<String, Long>();
        var penalty = 0L;
        for (var one : submitted) {
            if (!(one instanceof Map<?, ?> adjustment)
                    || !(adjustment.get("rule") instanceof String rule)
                    || number(adjustment.get("points")).isEmpty()) {
                return Optional.empty();
            }
            var points = (long) number(adjustment.get("points")).orElseThrow();
            var isBonus = table.bonusRules().stream()
                    .anyMatch(known -> known.code().equals(rule)
                            && points >= 0
                            && points % table.step() == 0
                            && bonus.merge(rule, points, Long::sum) <= known.max());
            var isPenalty = table.penaltyRules().stream()
                    .anyMatch(known -> known.code().equals(rule) && points <= 0 && points % known.points() == 0);
            if (!isBonus && !isPenalty) {
                return Optional.empty();
            }
            penalty += isPenalty ? points : 0;
            var kept = new LinkedHashMap<String, Object>(Map.of("rule", rule, "points", points));
            var note = adjustment.get("note");
            if (note instanceof String text) {
                if (!isText(text)) {
                    return Optional.empty();
                }
                kept.put("note", text);
            } else if (!isNothing(note)) {
                return Optional.empty();
            }
            adjustments.add(kept);
        }
        var bonuses = bonus.values().stream().mapToLong(Long::longValue).sum();
        return bonuses <= table.bonusMax() && penalty >= -table.penaltyMax()
                ? Optional.of(adjustments)
                : Optional.empty();
    }

    private static boolean isNothing(@Nullable Object json) {
        return json == null || json.equals(new Literal("null"));
    }

    /** A whole number, written as one. */
    static Optional<Long> number(@Nullable Object json) {
        return json instanceof Literal(var text) && text.matches("-?[0-9]{1,18}")
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    static String digest(Map<String, ?> content) {
        try {
            var canonical = new JsonCanonicalizer(EventJson.mapper().writeValueAsBytes(content)).getEncodedUTF8();
            var hash = MessageDigest.getInstance("SHA-256").digest(canonical);
            return "sha-256:" + HexFormat.of().formatHex(hash);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
