package vn.thidua.messaging;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.stream.config.BindingProperties;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.core.env.Environment;
import org.springframework.lang.Contract;
import org.springframework.util.StringUtils;

/** The topics that this service consumes, and whether each is consumed safely. */
final class Inputs {

    private static final String HANDLER = "spring.cloud.stream.kafka.%s.consumer.common-error-handler-bean-name";

    private final List<Input> inputs;

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
        // Bound by hand: the binder's own properties are beans of its context, not of the service's.
        var kafka = Binder.get(environment);
        var handler = kafka.bind(HANDLER.formatted("bindings." + name), String.class)
                .orElseGet(() ->
                        kafka.bind(HANDLER.formatted("default"), String.class).orElse(""));
        var topic = binding.getDestination();
        var group = binding.getGroup();
        require(StringUtils.hasText(topic), name, "has no destination");
        require(!topic.contains(","), name, "reads several topics at once: give each its own");
        require(StringUtils.hasText(group), name, "has no group: each start would forget what was read");
        require("deadLetters".equals(handler), name, "has no dead letters: what it cannot read would be dropped");
        require(consumer != null && consumer.isBatchMode(), name, "is not in batch mode");
        require(consumer.isUseNativeDecoding(), name, "converts records itself: what it cannot convert is dropped");
        require(consumer.getMaxAttempts() == 1, name, "retries in the binder, which blocks the poll loop");
        return new Input(topic, group);
    }

    @Contract("false, _, _ -> fail")
    private static void require(boolean safe, String binding, String why) {
        if (!safe) {
            throw new UnsafeConfiguration("binding " + binding + " " + why);
        }
    }

    record Input(String topic, String group) {}
}
