package vn.thidua.bench.check;

import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import vn.thidua.bench.system.Api;
import vn.thidua.standalone.access.DemoClients;

/** Looks at what still waits between the services. */
final class Pipelines {

    private Pipelines() {}

    /** Whether a service has read all its input and published all it decided. */
    static boolean isDrained(Api service) {
        var pipeline = service.as(DemoClients.OPERATIONS)
                .get("/actuator/pipeline")
                .ok()
                .json();
        return sum(pipeline.path("consumers"), "lag") == 0 && sum(pipeline.path("outboxes"), "pending") == 0;
    }

    static long deadLetters(Api service) {
        return sum(
                service.as(DemoClients.OPERATIONS)
                        .get("/actuator/pipeline")
                        .ok()
                        .json()
                        .path("consumers"),
                "deadLetters");
    }

    private static long sum(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .mapToLong(item -> item.path(field).asLong())
                .sum();
    }
}
