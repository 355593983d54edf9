package vn.thidua.messaging.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why something was not done, for a person and for a program: becomes RFC 9457 problem details.
 *
 * @param slug stable; the problem's type is {@code urn:thidua:problem:} and this
 * @param status the HTTP status
 * @param title what kind of refusal this is
 * @param detail what was wrong here, and what to do
 * @param violations what is wrong with each field, if fields are
 * @param more members of the problem that a program may need, for example what is missing
 */
public record Refusal(
        String slug, int status, Text title, Text detail, List<Violation> violations, Map<String, Object> more) {

    /** The prefix of every problem type. */
    public static final String TYPE = "urn:thidua:problem:";

    public Refusal {
        violations = List.copyOf(violations);
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    /** A refusal that concerns no single field. */
    public Refusal(String slug, int status, Text title, Text detail) {
        this(slug, status, title, detail, List.of(), Map.of());
    }

    /** The members of the problem details, in the order in which a person would read them. */
    public Map<String, Object> toProblem() {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", TYPE + slug);
        problem.put("title", title.vi());
        problem.put("titleEn", title.en());
        problem.put("status", status);
        problem.put("detail", detail.vi());
        problem.put("detailEn", detail.en());
        if (!violations.isEmpty()) {
            problem.put(
                    "errors",
                    violations.stream()
                            .map(violation -> {
                                var error = new LinkedHashMap<String, Object>();
                                error.put("pointer", violation.pointer());
                                error.put("rule", violation.rule());
                                error.put("detail", violation.detail().vi());
                                error.put("detailEn", violation.detail().en());
                                return error;
                            })
                            .toList());
        }
        problem.putAll(more);
        return problem;
    }
}
