package vn.thidua.scoring.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Topics;
import vn.thidua.scoring.intake.SentEvent.Sheet;
import vn.thidua.scoring.intake.SentEvent.Unfit;
import vn.thidua.scoring.quarantine.Content.Form;

/** What an event is read as. */
class EventReaderTest {

    private static final String SHEET = "{\"board\":\"b:2019\",\"kind\":\"PEER\",\"marks\":{\"I.1\":50}}";
    private static final String GOOD = "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/hbt\",\"type\":\""
            + Topics.SHEET_TYPE + "\",\"data\":" + SHEET + "}";

    @Test
    void anEventCarriesItsSheet() {
        assertThat(structured(GOOD)).isInstanceOfSatisfying(Sheet.class, sheet -> {
            assertThat(sheet.source()).isEqualTo("/hbt");
            assertThat(sheet.event()).isEqualTo("e1");
            assertThat(sheet.submission().marks()).containsEntry("I.1", 50);
            assertThat(sheet.content().form()).isEqualTo(Form.SHEET);
        });
        assertThat(EventReader.binary(
                        Map.of("specversion", "1.0", "id", "e1", "source", "/hbt", "type", Topics.SHEET_TYPE),
                        SHEET.getBytes(UTF_8)))
                .isInstanceOf(Sheet.class);
    }

    @Test
    void whatIsWrongWithAnEventIsSaidAllAtOnce() {
        assertThat(rules("{}"))
                .containsExactly(
                        "/specversion attribute-missing",
                        "/id attribute-missing",
                        "/source attribute-missing",
                        "/type attribute-missing",
                        "/data data-missing");
        assertThat(rules(GOOD.replace("\"1.0\"", "\"0.3\"").replace("score-sheet", "other")))
                .containsExactly("/specversion specversion", "/type type-unknown");
        assertThat(rules(GOOD.replace("\"e1\"", "7"))).containsExactly("/id attribute-missing");
        assertThat(rules(GOOD.replace("\"e1\"", "\" \""))).containsExactly("/id attribute-missing");
        assertThat(rules(GOOD.replace("\"e1\"", "\"\\ud800\""))).containsExactly("/id attribute-missing");
        assertThat(rules(GOOD.replace("\"e1\"", "\"" + "x".repeat(501) + "\"")))
                .containsExactly("/id attribute-missing");
        assertThat(rules(GOOD.replace("\"data\"", "\"time\":\"today\",\"datacontenttype\":\"text/csv\",\"data\"")))
                .containsExactly("/datacontenttype data-format", "/time time");
        assertThat(rules(GOOD.replace(SHEET, "[]"))).containsExactly("/data data-type");
        assertThat(rules(GOOD.replace("\"data\"", "\"data_base64\""))).containsExactly("/data_base64 data-encoded");
        assertThat(rules(GOOD.replace("50", "\"50\""))).containsExactly("/data/marks/I.1 data-type");
        assertThat(rules(GOOD.replace("50", "5.5"))).containsExactly("/data/marks/I.1 data-type");
        assertThat(rules(GOOD.replace("50", "99999999999"))).containsExactly("/data/marks/I.1 data-type");
        assertThat(rules(GOOD.replace("PEER", "\\ud800"))).containsExactly("/data/kind data-type");
        assertThat(rules("[1]")).containsExactly(" not-an-event");
        assertThat(rules("null")).containsExactly(" not-an-event");
    }

    @Test
    void whatIsKeptOfAnEventReadsAsTheSameSheet() {
        for (var sent : List.of(GOOD, GOOD.replace("\"kind\"", "\"x\":\"\\ud800\",\"kind\""))) {
            var sheet = (Sheet) structured(sent);
            assertThat(EventReader.sheet(sheet.source(), sheet.event(), sheet.content()))
                    .isEqualTo(sheet);
        }
    }

    @Test
    void whatIsNoJsonIsKeptAsItCameAndKnownByWhatCanBeSeen() {
        for (var broken : List.of(
                GOOD.replace("50", "NaN"),
                GOOD.replace("\"kind\"", "\"board\""),
                GOOD.replace("50", "[".repeat(100) + "]".repeat(100)),
                GOOD.substring(0, GOOD.length() - 1),
                GOOD.replace("{\"I.1\"", "{I.1"))) {
            assertThat(structured(broken)).isInstanceOfSatisfying(Unfit.class, unfit -> {
                assertThat(unfit.refusal().slug()).as(broken).isEqualTo("event-unreadable");
                assertThat(unfit.source()).isEqualTo("/hbt");
                assertThat(unfit.event()).isEqualTo("e1");
                assertThat(unfit.content().form()).isEqualTo(Form.EVENT);
                assertThat(new String(unfit.content().bytes(), UTF_8)).isEqualTo(broken);
            });
        }
        assertThat(EventReader.structured(new byte[] {'{', (byte) 0xff, '}'}))
                .isInstanceOfSatisfying(Unfit.class, unfit -> {
                    assertThat(unfit.content().base64()).isTrue();
                    assertThat(unfit.content().bytes()).containsExactly('{', 0xff, '}');
                });
    }

    @Test
    void anEventHasALimit() {
        var large = GOOD.replace("PEER", "x".repeat(EventReader.LARGEST));

        assertThat(structured(large)).isInstanceOfSatisfying(Unfit.class, unfit -> {
            assertThat(unfit.refusal().status()).isEqualTo(413);
            assertThat(unfit.event()).isEqualTo("e1");
            assertThat(unfit.content().text()).hasSizeLessThan(5000);
        });
    }

    private static SentEvent structured(String json) {
        return EventReader.structured(json.getBytes(UTF_8));
    }

    private static List<String> rules(String json) {
        return ((Unfit) structured(json))
                .refusal().violations().stream()
                        .map(violation -> violation.pointer() + " " + violation.rule())
                        .toList();
    }
}
