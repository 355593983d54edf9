package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing is said in one language only. */
class MessagesTest {

    @Test
    void both_languages_have_the_same_messages() throws IOException {
        assertThat(messages("messages_en").stringPropertyNames())
                .isEqualTo(messages("messages").stringPropertyNames());
    }

    @Test
    void every_message_takes_the_same_values_in_both_languages() throws IOException {
        var vietnamese = messages("messages");
        var english = messages("messages_en");

        for (var key : vietnamese.stringPropertyNames()) {
            assertThat(values(english.getProperty(key))).as(key).isEqualTo(values(vietnamese.getProperty(key)));
        }
    }

    @Test
    void every_message_that_a_template_asks_for_is_there() throws IOException {
        var known = messages("messages").stringPropertyNames();
        try (var templates = Files.list(Path.of("src/main/resources/console/templates"))) {
            for (var template : templates.toList()) {
                var asked = Pattern.compile("#\\{([a-z][A-Za-z0-9.]*)[(}]")
                        .matcher(Files.readString(template))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
                assertThat(known).as(template.toString()).containsAll(asked);
            }
        }
    }

    private static Object values(String message) {
        return Pattern.compile("\\{\\d")
                .matcher(message)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    private static Properties messages(String name) throws IOException {
        var messages = new Properties();
        try (var file = Objects.requireNonNull(Console.class.getResourceAsStream("/console/" + name + ".properties"))) {
            messages.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return messages;
    }
}
