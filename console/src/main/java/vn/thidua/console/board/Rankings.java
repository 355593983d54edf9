package vn.thidua.console.board;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** The ranking service's boards. */
@HttpExchange("/api/ranking/v1/boards")
interface Rankings {

    @GetExchange
    BoardPage boards(@RequestParam(required = false) @Nullable String after, @RequestParam int limit);

    @GetExchange("/{board}")
    BoardDetail board(@PathVariable String board);

    @GetExchange("/{board}/standings")
    Standings standings(@PathVariable String board);

    @GetExchange("/{board}/units/{unit}")
    UnitMarks unit(@PathVariable String board, @PathVariable String unit);

    @GetExchange("/{board}/leadership")
    Leadership leadership(@PathVariable String board);
}
