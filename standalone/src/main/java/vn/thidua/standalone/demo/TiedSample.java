package vn.thidua.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A season whose awards are tied: what is put in, and what has to come of it. All points in hundredths; everything but
 * the units' names is invented.
 *
 * @param units names by id, in the order of the cluster
 * @param marks by target, scorer and the table's criteria; a unit's own are its self-score
 * @param acts what is decided beside the marks, in this order
 * @param expected the final standings, in their order
 */
record TiedSample(
        Named cluster,
        String period,
        int year,
        String head,
        String notice,
        LinkedHashMap<String, String> units,
        Table scoreTable,
        Map<String, Map<String, List<Integer>>> marks,
        List<Act> acts,
        List<TiedSeason.Place> expected) {

    record Named(String id, String name) {}

    /** @param content as the API takes it */
    record Table(String version, Map<String, Object> content) {}

    /**
     * @param by {@code CITY} or {@code HEAD}
     * @param what the kind of proceeding, as in the API's addresses
     * @param body as the API takes it
     * @param before the ties that are named by the refusal to finalise before this is recorded
     */
    record Act(String by, String what, Map<String, Object> body, List<List<String>> before) {}

    static TiedSample read() {
        try (InputStream in = TiedSample.class.getResourceAsStream("tied-awards.json")) {
            return JsonMapper.shared().readValue(in, TiedSample.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String board() {
        return cluster.id() + ":" + period;
    }

    /** The sheet of a scorer, as the API takes it. */
    Map<String, Object> sheet(String scorer, String target, List<String> criteria) {
        var given = marks.getOrDefault(target, Map.of()).getOrDefault(scorer, List.of());
        var marked = new LinkedHashMap<String, Integer>();
        for (var at = 0; at < given.size(); at++) {
            marked.put(criteria.get(at), given.get(at));
        }
        return Map.of(
                "kind", scorer.equals(target) ? "SELF" : "PEER", "scorer", scorer, "target", target, "marks", marked);
    }
}
