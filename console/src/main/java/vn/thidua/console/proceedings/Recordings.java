package vn.thidua.console.proceedings;

import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The ranking service's proceedings, and what has to be known to add to them. */
@HttpExchange("/api/ranking/v1/boards/{board}")
interface Recordings {

    @GetExchange
    Board board(@PathVariable String board);

    @GetExchange("/proceedings")
    Proceedings proceedings(@PathVariable String board);

    @GetExchange("/ties")
    Ties ties(@PathVariable String board);

    @GetExchange("/advice")
    Advice advice(@PathVariable String board);

    @PostExchange("/proceedings/{what}")
    Proceedings record(@PathVariable String board, @PathVariable String what, @RequestBody Map<String, Object> body);

    @PostExchange("/proceedings/holds/{number}/{what}")
    Proceedings decide(
            @PathVariable String board,
            @PathVariable long number,
            @PathVariable String what,
            @RequestBody Map<String, Object> body);

    @PostExchange("/proceedings/{number}/withdrawal")
    Proceedings withdraw(@PathVariable String board, @PathVariable long number, @RequestBody Map<String, Object> body);
}
