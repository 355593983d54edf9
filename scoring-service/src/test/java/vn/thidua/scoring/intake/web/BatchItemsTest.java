package vn.thidua.scoring.intake.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import vn.thidua.scoring.intake.EventReader;

/** What is wrong inside an item does not reach the next. */
class BatchItemsTest {

    private static final List<String> ITEMS = List.of(
            "{\"id\":\"a\"}",
            "{\"id\":\"a, ] } \\\" \\\\\"}",
            "{\"n\":NaN,\"m\":-Infinity}",
            "{\"a\" 1}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":[1,2,{\"b\":[]}]}",
            "[".repeat(5000) + "]".repeat(5000),
            "{a:[}]}",
            "}",
            "nonsense here",
            "42",
            "\"text ] , [\"",
            "{\"x\":\"\u00ff\u00c0\"}");

    @RepeatedTest(50)
    void itemsAreToldApartWhateverIsInThem(RepetitionInfo round) throws IOException {
        var random = new Random(round.getCurrentRepetition());
        var items = new ArrayList<String>();
        for (var i = random.nextInt(12); i >= 0; i--) {
            items.add(ITEMS.get(random.nextInt(ITEMS.size())));
        }
        var space = random.nextBoolean() ? "\n\t " : "";
        var body = space + "[" + space + String.join("," + space, items) + "]" + space;

        assertThat(items(body)).containsExactlyElementsOf(items);
    }

    @Test
    void anEmptyArrayHasNone() throws IOException {
        assertThat(items("[]")).isEmpty();
        assertThat(items(" [ \n] ")).isEmpty();
    }

    @Test
    void aMarkOfTheByteOrderIsNoPartOfIt() throws IOException {
        var marked = ("\uFEFF[{},1]").getBytes(UTF_8);
        var items = new BatchItems(new ByteArrayInputStream(marked));
        assertThat(items.next()).asString().isEqualTo("{}");
        assertThat(items.next()).asString().isEqualTo("1");
        assertThat(items.next()).isNull();
    }

    @Test
    void whatDoesNotEndAsAnArrayIsNone() {
        for (var body :
                List.of("", " ", "{}", "[", "[1", "[1,", "[1,]", "[,1]", "[{\"a\":\"]", "[1]x", "[1][2]", "[\"\\")) {
            assertThatThrownBy(() -> items(body)).as(body).isInstanceOf(BatchItems.NoArray.class);
        }
    }

    @Test
    void ofAnItemThatIsTooLargeOnlySoMuchIsKeptAsShowsThatItIs() throws IOException {
        var large = "{\"x\":\"" + "y".repeat(2 * EventReader.LARGEST) + "\"}";

        var items = items("[" + large + ",{}]");

        assertThat(items.getFirst()).hasSize(EventReader.LARGEST + 1);
        assertThat(items.getLast()).isEqualTo("{}");
    }

    private static List<String> items(String body) throws IOException {
        var items = new BatchItems(new ByteArrayInputStream(body.getBytes(ISO_8859_1)));
        var found = new ArrayList<String>();
        for (var item = items.next(); item != null; item = items.next()) {
            found.add(new String(item, ISO_8859_1));
        }
        return found;
    }
}
