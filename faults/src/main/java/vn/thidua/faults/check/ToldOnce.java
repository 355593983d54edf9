package vn.thidua.faults.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.faults.check.Evidence.Item;

/** The inbox part: one item for each member and for the City committee, numbered without gaps. */
final class ToldOnce implements Invariant {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "I6";
    }

    @Override
    public String promise() {
        return "exactly one inbox item for each recipient of each event (webhooks and e-mail do not exist yet)";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<String, Map<String, Integer>> told = new HashMap<>();
        evidence.items()
                .forEach(item -> told.computeIfAbsent(item.event(), event -> new HashMap<>())
                        .merge(item.recipient(), 1, Integer::sum));
        Set<String> events = new HashSet<>();
        for (var event : evidence.ranking()) {
            var members = switch (event.type()) {
                case "results-finalised" -> JSON.readTree(event.data()).at("/standings/rows");
                case "leadership-agreed" -> JSON.readTree(event.data()).path("members");
                default -> null;
            };
            if (members == null || !events.add(event.id())) {
                continue;
            }
            var recipients = told.getOrDefault(event.id(), Map.of());
            var units = StreamSupport.stream(members.spliterator(), false)
                    .map(member -> member.path("unit")
                            .path("id")
                            .asString(member.path("id").asString("")))
                    .collect(Collectors.toSet());
            units.forEach(unit -> findings.expect(
                    recipients.getOrDefault(unit, 0) == 1,
                    "%s was told %d times of %s",
                    unit,
                    recipients.getOrDefault(unit, 0),
                    event.id()));
            var others = new HashMap<>(recipients);
            others.keySet().removeAll(units);
            findings.expect(
                    others.size() == 1 && others.values().iterator().next() == 1,
                    "the City committee was not told once of %s: %s",
                    event.id(),
                    others);
        }
        told.keySet()
                .forEach(
                        event -> findings.expect(events.contains(event), "told of %s, which was not published", event));
        evidence.items().stream()
                .collect(Collectors.groupingBy(Item::recipient, Collectors.mapping(Item::number, Collectors.toList())))
                .forEach((recipient, numbers) -> {
                    var places = new TreeSet<>(numbers);
                    findings.expect(
                            places.size() == numbers.size() && places.first() == 1 && places.last() == numbers.size(),
                            "the inbox of %s has gaps or a number twice",
                            recipient);
                });
    }
}
