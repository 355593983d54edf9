package vn.thidua.console.correction;

import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The ranking service's corrections, and what has to be known to propose one. */
@HttpExchange("/api/ranking/v1/boards/{board}")
interface Corrections {

    @GetExchange
    Board board(@PathVariable String board);

    @GetExchange("/corrections")
    List<Correction> corrections(@PathVariable String board);

    @PostExchange("/corrections")
    Correction propose(@PathVariable String board, @RequestBody Map<String, Object> proposal);

    @PostExchange("/corrections/{number}/{what}")
    Correction decide(@PathVariable String board, @PathVariable long number, @PathVariable String what);
}
