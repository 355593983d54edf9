package vn.thidua.scoring.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.EventJson;

/**
 * What came back.
 *
 * @param status 0 when the connection ended without an answer
 */
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, String contentType, String location, byte[] body) {

    boolean isSuccess() {
        return status / 100 == 2;
    }

    boolean isProblem() {
        return contentType.startsWith("application/problem+json")
                && json().path("type").asString("").startsWith("urn:thidua:problem:")
                && json().path("status").asInt(0) == status;
    }

    JsonNode json() {
        try {
            return EventJson.mapper().readTree(body);
        } catch (JacksonException e) {
            return EventJson.mapper().missingNode();
        }
    }

    String text() {
        return new String(body, UTF_8);
    }
}
