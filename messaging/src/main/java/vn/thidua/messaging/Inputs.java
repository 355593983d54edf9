package vn.thidua.messaging;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.stream.config.BindingProperties;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.core.env.Environment;

/** The topics that this service consumes, and whether each is consumed safely. */
final class Inputs {

    private static final String HANDLER = "spring.cloud.stream.kafka.%s.consumer.common-error-handler-bean-name";

    private final List<Input> inputs;

    Inputs(BindingServiceProperties bindings, Environment environment) {
        inputs = bindings.getBindings().entrySet().stream()
                .filter(binding -> binding.getKey().contains("-in-"))
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
        require(binding.getGroup() != null, name, "has no group");
        require("deadLetters".equals(handler), name, "has no dead letters: what it cannot read would be dropped");
        require(consumer != null && consumer.isBatchMode(), name, "is not in batch mode");
        require(consumer.isUseNativeDecoding(), name, "converts records itself: what it cannot convert is dropped");
        require(consumer.getMaxAttempts() == 1, name, "retries in the binder, which blocks the poll loop");
        return new Input(binding.getDestination(), binding.getGroup());
    }

    private static void require(boolean safe, String binding, String why) {
        if (!safe) {
            throw new UnsafeConfiguration("binding " + binding + " " + why);
        }
    }

    record Input(String topic, String group) {}
}
