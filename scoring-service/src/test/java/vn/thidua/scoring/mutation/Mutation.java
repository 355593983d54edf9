package vn.thidua.scoring.mutation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import vn.thidua.scoring.mutation.Message.Framing;

/** What can be wrong with a request. */
enum Mutation {
    // Bytes
    TRUNCATED,
    BYTE_FLIPPED,
    BYTES_INSERTED,
    BYTES_MISSING,
    UTF_8_INVALID,
    UTF_16,
    BYTE_ORDER_MARK,
    EMPTY,
    // JSON
    HALF_CHARACTER(true),
    TYPE_OTHER(true),
    KEY_TWICE(true),
    NOT_A_NUMBER(true),
    NUMBER_HUGE(true),
    MINUS_ZERO(true),
    FRACTION(true),
    NESTED_DEEPLY(true),
    TEXT_LONG(true),
    NULL(true),
    NAME_CASE(true),
    FIELD_UNKNOWN(true),
    KIND_UNKNOWN(true),
    COMMENT,
    TRAILING,
    QUOTES_SINGLE,
    // What it names
    UNIT_LOOK_ALIKE(true),
    UNIT_FOREIGN(true),
    BOARD_FOREIGN(true),
    POINTS_OTHER(true),
    // Headers
    CONTENT_TYPE,
    CONTENT_ENCODING,
    GZIP_BOMB,
    GZIP_CUT,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    EVENT_HEADER,
    TOKEN,
    ACCEPT,
    EXPECT,
    HEADERS_MANY,
    HEADER_BYTES,
    // The rest of the request
    FRAMING,
    PATH,
    QUERY,
    METHOD;

    private static final Pattern NUMBER = Pattern.compile("(?<=:)-?[0-9]+");
    private static final Pattern VALUE = Pattern.compile("(?<=:)(-?[0-9]+|\"[^\"]*\")");
    private static final Pattern TEXT = Pattern.compile("(?<=:\")[^\"]*(?=\")");
    private static final Pattern NAME = Pattern.compile("\"[A-Za-z._0-9]+\"(?=:)");
    private static final Pattern UNIT = Pattern.compile("(?<=\"(scorer|target)\":\")[^\"]*");
    private static final String LATIN = "ABCEHKMOPTX";
    private static final String CYRILLIC = "АВСЕНКМОРТХ";

    private final boolean isOfOneItem;

    Mutation() {
        this(false);
    }

    Mutation(boolean isOfOneItem) {
        this.isOfOneItem = isOfOneItem;
    }

    private static final byte[] BOMB = bomb();

    /** Those that leave alone whatever stands beside the item in a batch. */
    static List<Mutation> ofOneItem() {
        return Arrays.stream(values()).filter(mutation -> mutation.isOfOneItem).toList();
    }

    /** What the web server may refuse before any of our code sees it. */
    boolean concernsServer() {
        return switch (this) {
            case FRAMING, PATH, QUERY, METHOD, EXPECT, HEADERS_MANY, HEADER_BYTES, IDEMPOTENCY_KEY, EVENT_HEADER ->
                true;
            default -> false;
        };
    }

    /** The JSON of one item, wrong in this way. */
    String apply(String json, Random random, List<String> foreign) {
        return switch (this) {
            case HALF_CHARACTER ->
                one(TEXT, json, random, text -> text + pick(random, "\\ud800", "\\udc00x", "\\udfff\\ud800"));
            case TYPE_OTHER ->
                one(VALUE, json, random, value -> pick(random, "true", "[]", "{}", "\"500\"", "7", "[" + value + "]"));
            case KEY_TWICE ->
                one(NAME, json, random, name -> name + ":" + pick(random, "1", "null", "\"HBT\"", "{}") + "," + name);
            case NOT_A_NUMBER ->
                one(
                        NUMBER,
                        json,
                        random,
                        n -> pick(random, "NaN", "Infinity", "-Infinity", "+5", "0x10", ".5", "5.", "050", "-", "1e"));
            case NUMBER_HUGE ->
                one(
                        NUMBER,
                        json,
                        random,
                        n -> pick(
                                random,
                                "1e999",
                                "-1e999",
                                "2147483648",
                                "4294967796",
                                "-4294966796",
                                "18446744073709552116",
                                "9".repeat(400),
                                "1e-999"));
            case MINUS_ZERO -> one(NUMBER, json, random, n -> "-0");
            case FRACTION -> one(NUMBER, json, random, n -> n + pick(random, ".0", ".5", "e0", "E+1", ".00000000001"));
            case NESTED_DEEPLY -> {
                var deep = random.nextInt(20) == 0 ? 20_000 : 20 + random.nextInt(300);
                var open = random.nextBoolean() ? "[" : "{\"a\":";
                var nested = open.repeat(deep) + "1" + (open.equals("[") ? "]" : "}").repeat(deep);
                yield random.nextBoolean()
                        ? one(VALUE, json, random, value -> nested)
                        : json.replaceFirst("\\{", "{\"sau\":" + nested + ",");
            }
            case TEXT_LONG -> {
                var length = random.nextInt(40) == 0 ? 300_000 : 600 + random.nextInt(4000);
                yield one(TEXT, json, random, text -> text + "ố".repeat(length / 3));
            }
            case NULL -> one(VALUE, json, random, value -> "null");
            case NAME_CASE ->
                one(NAME, json, random, name -> pick(random, name.toUpperCase(), name.replaceFirst("\"", "\" ")));
            case FIELD_UNKNOWN ->
                json.replaceFirst(
                        "\\{",
                        pick(
                                random,
                                "{\"__proto__\":{\"scorer\":\"HBT\"},",
                                "{\"@class\":\"java.lang.Runtime\",",
                                "{\"\":1,"));
            case KIND_UNKNOWN ->
                json.replaceFirst(
                        "\"(SELF|PEER)\"",
                        pick(
                                random,
                                "\"peer\"",
                                "\"SELF \"",
                                "\"\"",
                                "0",
                                "1",
                                "\"0\"",
                                "\"РEER\"",
                                "\"SELF\"",
                                "\"PEER\""));
            case UNIT_LOOK_ALIKE -> one(UNIT, json, random, unit -> lookAlike(unit, random));
            case UNIT_FOREIGN -> one(UNIT, json, random, unit -> foreign.get(random.nextInt(foreign.size())));
            case BOARD_FOREIGN ->
                json.replaceFirst(
                        "(?<=\"board\":)\"[^\"]*\"",
                        Matcher.quoteReplacement(pick(
                                random,
                                "\"cum-la:2019\"",
                                "\"cum-mm:2020\"",
                                "\"CUM-MM:2019\"",
                                "\"cum-mm:2019 \"",
                                "\"cum-mm：2019\"",
                                "\"\"",
                                "\"cum-mm:2019/PEER\"",
                                "\"$ne\"",
                                "{\"$ne\":\"\"}")));
            case POINTS_OTHER ->
                one(
                        NUMBER,
                        json,
                        random,
                        n -> pick(random, "-50", "1", "49", "601", "650", "2147483647", "-2147483648"));
            default -> throw new IllegalStateException(this + " is not of one item");
        };
    }

    /** The request, wrong in this way. */
    Message apply(Message message, Random random, List<String> foreign) {
        if (isOfOneItem) {
            var text = new String(message.body(), UTF_8);
            return message.withBody(apply(text, random, foreign).getBytes(UTF_8));
        }
        var body = message.body();
        return switch (this) {
            case TRUNCATED -> message.withBody(Arrays.copyOf(body, random.nextInt(body.length + 1)));
            case BYTE_FLIPPED -> {
                var flipped = body.clone();
                if (flipped.length > 0) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield message.withBody(flipped);
            }
            case BYTES_INSERTED -> {
                var some = new byte[1 + random.nextInt(8)];
                random.nextBytes(some);
                yield message.withBody(inserted(body, random.nextInt(body.length + 1), some));
            }
            case BYTES_MISSING -> {
                var from = random.nextInt(body.length + 1);
                var to = Math.min(body.length, from + 1 + random.nextInt(12));
                yield message.withBody(joined(Arrays.copyOf(body, from), Arrays.copyOfRange(body, to, body.length)));
            }
            case UTF_8_INVALID -> {
                var bad = pick(
                        random,
                        "\u00c3(",
                        "\u00c0\u00af",
                        "\u00ed\u00a0\u0080",
                        "\u00f8\u0088",
                        "\u00ff",
                        "\u00f4\u0090\u0080\u0080");
                var quote = Math.max(0, new String(body, ISO_8859_1).indexOf(":\"", random.nextInt(body.length + 1)));
                yield message.withBody(inserted(body, Math.min(body.length, quote + 2), bad.getBytes(ISO_8859_1)));
            }
            case UTF_16 -> message.withBody(new String(body, UTF_8).getBytes(UTF_16BE));
            case BYTE_ORDER_MARK -> message.withBody(inserted(body, 0, "\uFEFF".getBytes(UTF_8)));
            case EMPTY ->
                message.withBody(
                        pick(random, "", " ", "null", "[]", "{}", "0", "\"\"").getBytes(UTF_8));
            case COMMENT -> {
                var comment = pick(random, "/* */", "// x\n", "# x\n");
                yield message.withBody(new String(body, UTF_8)
                        .replaceFirst("([{,])", "$1" + comment)
                        .getBytes(UTF_8));
            }
            case TRAILING ->
                message.withBody(joined(
                        body,
                        pick(random, "}", "{}", " x", "\u0000", ",", "]", "\n[]")
                                .getBytes(UTF_8)));
            case QUOTES_SINGLE ->
                message.withBody(new String(body, UTF_8).replace('"', '\'').getBytes(UTF_8));
            case CONTENT_TYPE -> contentType(message, random);
            case CONTENT_ENCODING ->
                message.with(
                        "Content-Encoding",
                        pick(random, "gzip", "br", "deflate", "gzip, gzip", "identity", "", "x", "zstd", "GZIP"));
            case GZIP_BOMB -> message.withBody(BOMB).with("Content-Encoding", "gzip");
            case GZIP_CUT -> {
                var zipped = gzip(body);
                var changed = Arrays.copyOf(zipped, random.nextInt(zipped.length));
                if (random.nextBoolean()) {
                    changed = zipped.clone();
                    changed[changed.length - 1 - random.nextInt(8)] ^= 1;
                }
                yield message.withBody(changed).with("Content-Encoding", "gzip");
            }
            case IDEMPOTENCY_KEY -> {
                var key = pick(
                        random,
                        "",
                        " ",
                        "k".repeat(201),
                        "k".repeat(7000),
                        "ố",
                        "\u0001",
                        "a, b",
                        "$gt",
                        "k".repeat(200));
                var changed = message.with("Idempotency-Key", key);
                yield random.nextBoolean() ? changed : changed.plus("Idempotency-Key", "x");
            }
            case IF_MATCH -> {
                var tag = pick(
                        random,
                        "*",
                        "W/\"1\"",
                        "1",
                        "\"0\"",
                        "\"99\"",
                        "\"1\", \"2\"",
                        "",
                        "\"-1\"",
                        "\"" + "9".repeat(40) + "\"",
                        "\"٣\"");
                var changed = message.with("If-Match", tag);
                yield random.nextInt(4) > 0 ? changed : changed.plus("If-Match", "\"1\"");
            }
            case EVENT_HEADER -> {
                var name = pick(
                        random,
                        "ce-id",
                        "ce-source",
                        "ce-type",
                        "ce-specversion",
                        "ce-time",
                        "ce-",
                        "ce-bad name",
                        "ce-datacontenttype");
                yield switch (random.nextInt(4)) {
                    case 0 -> message.without(name);
                    case 1 -> message.plus(name, "khac");
                    default ->
                        message.with(
                                name,
                                pick(
                                        random,
                                        "",
                                        "%ZZ",
                                        "%00",
                                        "%C3%28",
                                        "%",
                                        "x".repeat(600),
                                        "\u0007",
                                        "%22",
                                        "2.0",
                                        "ố"));
                };
            }
            case TOKEN ->
                switch (random.nextInt(3)) {
                    case 0 -> message.without("Authorization");
                    case 1 ->
                        message.change("Authorization", token -> token.substring(0, Math.max(0, token.length() - 9)));
                    default ->
                        message.with(
                                "Authorization",
                                pick(random, "Bearer", "Bearer a.b.c", "Basic eA==", "Bearer \u00e9", ""));
                };
            case ACCEPT ->
                message.with(
                        "Accept", pick(random, "text/html", "application/xml", "x", "*/*;q=9", "", "image/*, */*;q=0"));
            case EXPECT ->
                message.with(
                        pick(
                                random,
                                "Expect",
                                "Range",
                                "X-HTTP-Method-Override",
                                "X-Forwarded-Prefix",
                                "Forwarded",
                                "Upgrade"),
                        pick(random, "nonsense", "DELETE", "bytes=0-", "h2c"));
            case HEADERS_MANY -> {
                var changed = message;
                for (var i = random.nextInt(4) == 0 ? 130 : 40; i > 0; i--) {
                    changed = changed.plus("X-H" + i, "v".repeat(random.nextInt(80)));
                }
                yield changed;
            }
            case HEADER_BYTES ->
                message.plus(
                        pick(random, "X-A B", "X-\u0001", "X(", "", "\u00c3"),
                        pick(random, "a\u0000b", "a\u007f", "a", "\u00ff"));
            case FRAMING -> {
                var all = Framing.values();
                yield message.withFraming(all[1 + random.nextInt(all.length - 1)]);
            }
            case PATH -> message.withTarget(path(message.target(), random));
            case QUERY ->
                message.withTarget(message.target()
                        + pick(
                                random,
                                "?",
                                "?a=%ZZ",
                                "?%00",
                                "?scorer=HBT",
                                "?a=b&a=c",
                                "?=",
                                "?a[]=[",
                                "?\u00e9",
                                "?_method=DELETE",
                                "#x"));
            case METHOD ->
                message.withMethod(pick(
                        random, "PUT", "POST", "DELETE", "PATCH", "GET", "HEAD", "OPTIONS", "TRACE", "BREW", "post"));
            default -> throw new IllegalStateException(this + " is of one item");
        };
    }

    private static Message contentType(Message message, Random random) {
        var type = pick(
                random,
                "text/plain",
                "application/xml",
                "text/csv",
                "multipart/form-data",
                "application/x-www-form-urlencoded",
                "application/json;charset=utf-16",
                "application/json;charset=nope",
                "application/json;charset=ISO-8859-1",
                "application/cloudevents+json",
                "application/cloudevents-batch+json",
                "application/json",
                "application/*+json",
                "*/*",
                "json",
                "",
                ";",
                "application/json; x=\"");
        return random.nextInt(8) == 0 ? message.without("Content-Type") : message.with("Content-Type", type);
    }

    private static String path(String path, Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> path.replace("sheets", "%73heets").replace("events", "event%73");
            case 1 -> path.replaceFirst("/v1/", "/v1/./");
            case 2 -> path.replaceFirst("/v1/", "/v1/x/../");
            case 3 -> path.replaceFirst("/v1/", "/v1/%2e%2e/v1/");
            case 4 -> path.replaceFirst("/v1/", "/v1//");
            case 5 -> path.replaceFirst("/v1/", "/v1%2f");
            case 6 -> path.replaceFirst("/v1/", "/v1;a=b/");
            case 7 -> path + pick(random, "/", "%00", "%", "%zz", "\\", "%5c", "%C3%28", ".json", ";");
            case 8 -> path.replace(":2019", pick(random, ":2018", "%3A2019", ":2019%20", "", ":", ":2019-LOOK"));
            default -> path.replace("/api", pick(random, "/API", "", "/actuator", "/api/api", "http://localhost/api"));
        };
    }

    private static String lookAlike(String unit, Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> unit + " ";
            case 1 -> unit + "\u200b";
            case 2 -> "\u2060" + unit;
            case 3 -> unit.toLowerCase();
            case 4 ->
                unit.codePoints().mapToObj(c -> Character.toString(c + 0xFEE0)).reduce("", String::concat);
            case 5 -> unit + "\\u0000";
            default ->
                unit.codePoints()
                        .map(c -> LATIN.indexOf(c) < 0 ? c : CYRILLIC.charAt(LATIN.indexOf(c)))
                        .mapToObj(Character::toString)
                        .reduce("", String::concat);
        };
    }

    /** With one of what the pattern finds changed. */
    private static String one(
            Pattern pattern, String json, Random random, java.util.function.UnaryOperator<String> change) {
        var found = pattern.matcher(json).results().map(MatchResult::start).toList();
        if (found.isEmpty()) {
            return json;
        }
        var chosen = found.get(random.nextInt(found.size()));
        return pattern.matcher(json)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.start() == chosen ? change.apply(match.group()) : match.group()));
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static byte[] inserted(byte[] body, int at, byte[] some) {
        return joined(joined(Arrays.copyOf(body, at), some), Arrays.copyOfRange(body, at, body.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    static byte[] gzip(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** 64 MiB of white space in 64 KiB. */
    private static byte[] bomb() {
        var spaces = new byte[64 * 1024 * 1024];
        Arrays.fill(spaces, (byte) ' ');
        return gzip(spaces);
    }
}
