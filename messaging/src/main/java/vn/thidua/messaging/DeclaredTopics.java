package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The topics that are there from the beginning, as {@code deploy/kafka/topics.txt} declares them, one a line: {@code kind
 * name partitions}. What follows a {@code #} is a comment.
 */
public final class DeclaredTopics {

    private static final String PACKAGED = "access/topics.txt";
    private static final String FORM = "kind name partitions";

    private DeclaredTopics() {}

    /** All of them, as this version comes with them. */
    public static List<TopicPlan> all() {
        try (var file = DeclaredTopics.class.getResourceAsStream(PACKAGED)) {
            if (file == null) {
                throw new IllegalStateException(PACKAGED + " is not packaged");
            }
            return parse(new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException when no such topic is declared
     */
    public static TopicPlan named(String name) {
        return all().stream()
                .filter(plan -> plan.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is not declared in deploy/kafka/topics.txt"));
    }

    /** @throws IllegalArgumentException naming the line that declares nothing, or a topic again */
    static List<TopicPlan> parse(String text) {
        var plans = new ArrayList<TopicPlan>();
        var names = new HashSet<String>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = line.replaceFirst("#.*", "").strip();
            if (words.isEmpty()) {
                continue;
            }
            var plan = plan(number, words);
            if (!names.add(plan.name())) {
                throw new IllegalArgumentException("line " + number + " declares " + plan.name() + " again");
            }
            plans.add(plan);
        }
        return plans;
    }

    private static TopicPlan plan(int number, String words) {
        var parts = words.split("\\s+", -1);
        if (parts.length == 3 && parts[0].equals("events") && parts[2].matches("[1-9][0-9]{0,3}")) {
            return TopicPlan.events(parts[1], Integer.parseInt(parts[2]));
        }
        if (parts.length == 3 && parts[0].equals("dead-letters") && parts[2].equals("1")) {
            return TopicPlan.deadLetters(parts[1]);
        }
        throw new IllegalArgumentException(
                "line " + number + " is not \"" + FORM + "\" of events, or of dead-letters with 1 partition: " + words);
    }
}
