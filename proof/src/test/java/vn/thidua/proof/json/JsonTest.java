package vn.thidua.proof.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void any_spelling_gives_the_canonical_form_that_another_implementation_gives() throws IOException {
        var random = new Random(8785);
        for (var round = 0; round < 500; round++) {
            var canonical = new Json.Arr(List.of(value(random, 4))).canonical();
            assertThat(canonical).isEqualTo(new JsonCanonicalizer(canonical).getEncodedUTF8());
            assertThat(Json.readCanonical(canonical).canonical()).isEqualTo(canonical);
        }
        var spelled =
                "{ \"\\u20ac\" : [ 1 , -2,\n0 ] ,\"\\ud83d\\ude00\":\"\\/\\u000F\\t\\\"é\",\"\\r\":null,\"ﬁ\":true }";
        assertThat(Json.read(spelled.getBytes(UTF_8)).canonical())
                .isEqualTo(new JsonCanonicalizer(spelled).getEncodedUTF8())
                .isEqualTo("{\"\\r\":null,\"€\":[1,-2,0],\"😀\":\"/\\u000f\\t\\\"é\",\"ﬁ\":true}".getBytes(UTF_8));
    }

    @Test
    void what_could_be_read_in_two_ways_is_not_read_at_all() {
        for (var wrong : List.of(
                "",
                " ",
                "{",
                "[1",
                "[1,]",
                "[,1]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{a:1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "[1] 2",
                "01",
                "-0",
                "-",
                "+1",
                "1.0",
                "1e2",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999999999",
                "NaN",
                "nul",
                "True",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"\t\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\ufeff1",
                "\u00a01",
                "[".repeat(40) + "]".repeat(40))) {
            assertThatThrownBy(() -> Json.read(wrong.getBytes(UTF_8))).as(wrong).isInstanceOf(NotJson.class);
        }
        assertThatThrownBy(() -> Json.read("\"é\"".getBytes(ISO_8859_1))).hasMessage("is not UTF-8");
        assertThat(Json.read("9007199254740991".getBytes(UTF_8))).isEqualTo(new Json.Num(Json.LARGEST));
        assertThatThrownBy(() -> new Json.Num(Json.LARGEST + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void only_one_spelling_is_canonical() {
        assertThat(Json.readCanonical("{\"a\":[1,\"é\"]}".getBytes(UTF_8))).isNotNull();
        for (var other : List.of(
                "{\"a\": [1,\"é\"]}",
                "{\"a\":[1,\"\\u00e9\"]}",
                "{\"a\":[1,\"é\"]}\n",
                "{\"b\":1,\"a\":1}",
                "\"\\/\"",
                "\"\\u000A\"",
                "\"\\u001F\"")) {
            assertThatThrownBy(() -> Json.readCanonical(other.getBytes(UTF_8)))
                    .as(other)
                    .hasMessageContaining("not in canonical form");
        }
    }

    private static Json value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new Json.Str(text(random));
            case 1 -> new Json.Num(random.nextLong(-Json.LARGEST, Json.LARGEST + 1) >> random.nextInt(53));
            case 2 -> new Json.Bool(random.nextBoolean());
            case 3 -> Json.Null.NULL;
            case 4 -> {
                var items = new ArrayList<Json>();
                for (var more = random.nextInt(4); more > 0; more--) {
                    items.add(value(random, depth - 1));
                }
                yield new Json.Arr(items);
            }
            default -> object(random, depth);
        };
    }

    private static Json object(Random random, int depth) {
        Map<String, Json> members = new TreeMap<>();
        for (var more = random.nextInt(5); more > 0; more--) {
            members.put(text(random), value(random, depth - 1));
        }
        return new Json.Obj(members);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var more = random.nextInt(6); more > 0; more--) {
            var point = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(0x20);
                case 1 -> random.nextInt(0x20, 0x80);
                case 2 -> random.nextInt(0x80, 0xd800);
                default -> random.nextInt(0xe000, 0x110000);
            };
            text.appendCodePoint(point);
        }
        return text.toString();
    }
}
