package vn.thidua.scoring.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Adjustment;
import vn.thidua.events.EventJson;
import vn.thidua.events.SheetKind;

class CanonicalSheetTest {

    private static final SheetContent SHEET = new SheetContent(
            "hn-mttq-cum-1:2019",
            SheetKind.PEER,
            "HBT",
            "DD",
            new TreeMap<>(java.util.Map.of("I.1", 550, "I.2", 0, "II.10", 800, "II.2", 450)),
            List.of(
                    new Adjustment("BON.1", 100, "Mô hình “Tổ dân phố 5 không”\n\"điểm\" \\ / \u0001\u007f 😀"),
                    new Adjustment("PEN.1", -50, null)));

    @Test
    void theTestVectorThatOthersMayCheckTheirsAgainst() {
        assertThat(CanonicalSheet.json(SHEET))
                .isEqualTo(
                        "{\"adjustments\":[{\"note\":\"Mô hình “Tổ dân phố 5 không”\\n\\\"điểm\\\" \\\\ / \\u0001\u007f 😀\","
                                + "\"points\":100,\"rule\":\"BON.1\"},{\"points\":-50,\"rule\":\"PEN.1\"}],"
                                + "\"board\":\"hn-mttq-cum-1:2019\",\"kind\":\"PEER\","
                                + "\"marks\":{\"I.1\":550,\"I.2\":0,\"II.10\":800,\"II.2\":450},"
                                + "\"scorer\":\"HBT\",\"target\":\"DD\"}");
        assertThat(CanonicalSheet.digest(SHEET))
                .isEqualTo("sha-256:f02652992dfbaef2e68cc1571fca9c0db5973bb9136f74b9c14f00ba25bc8931");
    }

    @Test
    void isWhatTheRfcSaysForAnySheet() throws IOException {
        var random = new Random(20191105);
        for (var round = 0; round < 2000; round++) {
            var sheet = any(random);
            var byTheRfc = new JsonCanonicalizer(EventJson.mapper().writeValueAsBytes(sheet)).getEncodedUTF8();

            assertThat(CanonicalSheet.json(sheet).getBytes(UTF_8)).isEqualTo(byTheRfc);
        }
    }

    @Test
    void isReadBackAsTheSameSheet() {
        var read = EventJson.read(SheetContent.class, CanonicalSheet.json(SHEET).getBytes(UTF_8));

        assertThat(read).isEqualTo(SHEET);
    }

    private static SheetContent any(Random random) {
        var marks = new TreeMap<String, Integer>();
        for (var i = random.nextInt(20); i > 0; i--) {
            marks.put(text(random, 6), random.nextInt());
        }
        var adjustments = new ArrayList<Adjustment>();
        for (var i = random.nextInt(4); i > 0; i--) {
            adjustments.add(
                    new Adjustment(text(random, 8), random.nextInt(), random.nextBoolean() ? text(random, 40) : null));
        }
        var kind = SheetKind.values()[random.nextInt(2)];
        return new SheetContent(text(random, 20), kind, text(random, 5), text(random, 5), marks, adjustments);
    }

    /** Letters that need escaping, that need several bytes, and that need two {@code char}s. */
    private static String text(Random random, int most) {
        var text = new StringBuilder();
        for (var i = random.nextInt(most + 1); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(6)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> "\"\\/\b\f\n\r\t\u007f\u2028".codePointAt(random.nextInt(10));
                        case 2 -> 0x10000 + random.nextInt(0x10FFFF - 0x10000);
                        case 3 -> 0xE000 + random.nextInt(0x1FFD);
                        case 4 -> 0xA0 + random.nextInt(0xD7FF - 0xA0);
                        default -> 0x20 + random.nextInt(0x5F);
                    });
        }
        return text.toString();
    }
}
