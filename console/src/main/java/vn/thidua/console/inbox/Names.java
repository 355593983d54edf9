package vn.thidua.console.inbox;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What the recipients are called: the scoring service's units. */
@HttpExchange("/api/scoring/v1/units")
interface Names {

    @GetExchange("/{unit}")
    Named unit(@PathVariable String unit);

    record Named(String id, String name) {}
}
