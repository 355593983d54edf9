package vn.thidua.standalone.demo;

import java.util.LinkedHashMap;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.events.Receipt;
import vn.thidua.events.SheetSubmission;

/** Sends over HTTP: the answer to the request is the receipt. */
final class HttpDistrictSystem implements DistrictSystem {

    private final Api api;

    HttpDistrictSystem(Api api) {
        this.api = api;
    }

    @Override
    public String door() {
        return "HTTP";
    }

    @Override
    public Receipt send(SheetSubmission sheet, String key) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Idempotency-Key", key);
        if (sheet.replaces() != null) {
            headers.put("If-Match", "\"" + sheet.replaces() + "\"");
        }
        var path = "/api/scoring/v1/boards/" + sheet.board() + "/sheets";
        return JsonMapper.shared()
                .treeToValue(api.send("POST", path, sheet, headers).ok().body(), Receipt.class);
    }
}
