package vn.thidua.messaging;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.stream.config.BindingProperties;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.core.env.Environment;
import org.springframework.lang.Contract;
import org.springframework.util.StringUtils;

/** The topics that this service consumes, and whether each is consumed safely. */
final class Inputs {

    private static final String HANDLER = "common-error-handler-bean-name";
    private static final String IS_PATTERN = "destination-is-pattern";
    private static final String START = "start-offset";

    private final List<Input> inputs;

    Inputs(List<Input> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    Inputs(BindingServiceProperties bindings, Environment environment) {
        inputs = bindings.getBindings().entrySet().stream()
                .filter(binding -> !binding.getKey().contains("-out-"))
                .map(binding -> input(binding, bindings, environment))
                .toList();
    }

    List<Input> all() {
        return inputs;
    }

    private static Input input(
            Map.Entry<String, BindingProperties> entry, BindingServiceProperties bindings, Environment environment) {
        var name = entry.getKey();
        var binding = entry.getValue();
        var consumer = bindings.getConsumerProperties(name);
        var kafka = Binder.get(environment);
        var handler = ofBinder(kafka, name, HANDLER);
        var pattern = Boolean.parseBoolean(ofBinder(kafka, name, IS_PATTERN));
        var topic = binding.getDestination();
        var group = binding.getGroup();
        require(StringUtils.hasText(topic), name, "has no destination");
        require(!topic.contains(","), name, "reads several topics at once: give each its own");
        require(StringUtils.hasText(group), name, "has no group: each start would forget what was read");
        require("deadLetters".equals(handler), name, "has no dead letters: what it cannot read would be dropped");
        require(consumer != null && consumer.isBatchMode(), name, "is not in batch mode");
        require(consumer.isUseNativeDecoding(), name, "converts records itself: what it cannot convert is dropped");
        require(consumer.getMaxAttempts() == 1, name, "retries in the binder, which blocks the poll loop");
        require(
                !"latest".equals(ofBinder(kafka, name, START)),
                name,
                "begins at the end of topics that are new to it: what is there already would be skipped");
        if (!pattern) {
            return Input.topic(topic, group);
        }
        var common = TopicPattern.common(topic);
        require(
                !common.isEmpty(),
                name,
                "has a pattern that does not begin with a name, up to a dot, of all its topics");
        var input = Input.pattern(topic, common, group);
        require(!input.covers(input.deadLetters()), name, "has a pattern that its own dead letters match");
        return input;
    }

    /** Bound by hand: the binder's own properties are beans of its context, not of the service's. */
    private static String ofBinder(Binder kafka, String binding, String property) {
        return kafka.bind("spring.cloud.stream.kafka.bindings." + binding + ".consumer." + property, String.class)
                .orElseGet(() -> kafka.bind("spring.cloud.stream.kafka.default.consumer." + property, String.class)
                        .orElse(""));
    }

    /** Whether this destination, as it is configured, is one for many topics. */
    boolean isPattern(String destination) {
        return inputs.stream()
                .anyMatch(input ->
                        input.pattern() != null && input.pattern().pattern().equals(destination));
    }

    /** Where a record's letter goes that this group gives up. */
    String deadLetters(String topic, String group) {
        return inputs.stream()
                .filter(input -> input.group().equals(group) && input.covers(topic))
                .findFirst()
                .orElseGet(() -> Input.topic(topic, group))
                .deadLetters();
    }

    @Contract("false, _, _ -> fail")
    private static void require(boolean safe, String binding, String why) {
        if (!safe) {
            throw new UnsafeConfiguration("binding " + binding + " " + why);
        }
    }

    /**
     * What is consumed: a topic, or all that match a pattern.
     *
     * @param name of the topic, or what the names of all its topics begin with
     */
    record Input(String name, @Nullable Pattern pattern, String group) {

        static Input topic(String name, String group) {
            return new Input(name, null, group);
        }

        static Input pattern(String pattern, String common, String group) {
            return new Input(common, Pattern.compile(pattern), group);
        }

        boolean covers(String topic) {
            return pattern == null ? topic.equals(name) : pattern.matcher(topic).matches();
        }

        /** The topics of a pattern share one: there is no end to how many may come. */
        String deadLetters() {
            return DeadLetters.topic(name, group);
        }
    }
}
