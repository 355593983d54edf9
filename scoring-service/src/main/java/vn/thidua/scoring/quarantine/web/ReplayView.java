package vn.thidua.scoring.quarantine.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import vn.thidua.events.EventJson;
import vn.thidua.events.IntakeResult;
import vn.thidua.events.Receipt;

/** What came of a replay, as it is shown. */
record ReplayView(
        @Nullable String source,
        @Nullable String event,
        IntakeResult.Outcome outcome,
        @Nullable Receipt receipt,
        @Nullable Map<String, Object> problem) {

    private static final TypeReference<Map<String, Object>> PROBLEM = new TypeReference<>() {};

    static ReplayView of(IntakeResult result, boolean details) {
        var problem = result.problem();
        var told = problem == null ? null : EventJson.mapper().convertValue(problem, PROBLEM);
        return new ReplayView(
                result.source(),
                result.event(),
                result.outcome(),
                result.receipt(),
                told == null || details ? told : QuarantineView.withoutDetails(told));
    }
}
