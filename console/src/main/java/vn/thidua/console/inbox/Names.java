package vn.thidua.console.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What the recipients are called: the scoring service's units. */
@HttpExchange("/api/scoring/v1/units")
interface Names {

    @GetExchange("/{unit}")
    Named unit(@PathVariable String unit);

    @GetExchange
    Page units(@RequestParam(required = false) @Nullable String after, @RequestParam int limit);

    record Named(String id, String name) {}

    record Page(List<Named> items, @Nullable String next) {}
}
