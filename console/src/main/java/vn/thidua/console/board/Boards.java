package vn.thidua.console.board;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import vn.thidua.console.service.NotThere;

/** The wall: which boards there are, one board's standings, one unit's marks. */
@Controller
class Boards {

    private static final int PER_PAGE = 24;
    private static final Pattern BOARD = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}:[0-9]{4}(-[A-Z0-9]{1,8})?");
    private static final Pattern UNIT = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");

    private final Rankings rankings;

    Boards(Rankings rankings) {
        this.rankings = rankings;
    }

    @GetMapping("/")
    String home(@RequestParam(required = false) @Nullable String after, Model model) {
        var page = rankings.boards(after, PER_PAGE);
        model.addAttribute("page", page);
        if (after == null && page.items().size() == 1) {
            var only = page.items().getFirst().board();
            model.addAttribute("detail", rankings.board(only));
            model.addAttribute("standings", rankings.standings(only));
            return "wall";
        }
        return "boards";
    }

    @GetMapping("/boards/{board}")
    String board(@PathVariable String board, Model model) {
        addStandings(existing(board), rankings.standings(board), model);
        addLeadership(board, model);
        return "board";
    }

    /** What changes on a board's page; 204 when the reader has this revision on the screen already. */
    @GetMapping("/boards/{board}/standings")
    Object standings(@PathVariable String board, @RequestParam(defaultValue = "-1") long since) {
        return changed(board, since, "board :: standings");
    }

    /** What changes on the wall; 204 as above. */
    @GetMapping("/boards/{board}/honours")
    Object honours(@PathVariable String board, @RequestParam(defaultValue = "-1") long since) {
        return changed(board, since, "wall :: honours");
    }

    /**
     * Names each unit's line, so that the browser moves it to its new place when the standings change. A stylesheet,
     * because the policy allows no style in the page.
     */
    @GetMapping(path = "/boards/{board}/motion.css", produces = "text/css")
    @ResponseBody
    String motion(@PathVariable String board) {
        return rankings.standings(existing(board)).rows().stream()
                .map(row -> row.unit().id())
                .filter(unit -> UNIT.matcher(unit).matches())
                .map(unit -> "#unit-%1$s { view-transition-name: unit-%1$s; }\n".formatted(unit))
                .collect(Collectors.joining());
    }

    @GetMapping("/boards/{board}/leadership")
    String leadership(@PathVariable String board, Model model) {
        addLeadership(existing(board), model);
        return "board :: leadership";
    }

    @GetMapping("/boards/{board}/units/{unit}")
    ModelAndView unit(@PathVariable String board, @PathVariable String unit) {
        if (!UNIT.matcher(unit).matches()) {
            throw new NotThere(unit);
        }
        var marks = rankings.unit(existing(board), unit);
        var page = new ModelAndView("unit", HttpStatus.OK);
        page.addObject("marks", marks);
        page.addObject("table", MarksTable.of(marks));
        return page;
    }

    private Object changed(String board, long since, String part) {
        var standings = rankings.standings(existing(board));
        if (standings.revision() == since) {
            return ResponseEntity.noContent().build();
        }
        var model = new ExtendedModelMap();
        addStandings(board, standings, model);
        model.addAttribute("detail", rankings.board(board));
        return new ModelAndView(part, model);
    }

    private static void addStandings(String board, Standings standings, Model model) {
        model.addAttribute("board", board);
        model.addAttribute("standings", standings);
        model.addAttribute("chart", Chart.of(standings));
    }

    private void addLeadership(String board, Model model) {
        model.addAttribute("board", board);
        model.addAttribute("detail", rankings.board(board));
        model.addAttribute("leadership", rankings.leadership(board));
    }

    private static String existing(String board) {
        if (!BOARD.matcher(board).matches()) {
            throw new NotThere(board);
        }
        return board;
    }
}
