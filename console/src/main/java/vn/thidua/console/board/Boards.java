package vn.thidua.console.board;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import vn.thidua.console.identity.Role;
import vn.thidua.console.identity.SignedIn;
import vn.thidua.console.service.BoardId;
import vn.thidua.console.service.NotAllowed;
import vn.thidua.console.service.NotThere;

/** The wall: which boards there are, one board's standings, one unit's marks. */
@Controller
class Boards {

    private static final int PER_PAGE = 24;
    private static final Pattern UNIT = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");

    /** The services' reason for keeping the standings to themselves while sheets still come in. */
    private static final String SEALED = "standings-sealed";

    private final Rankings rankings;
    private final SignedIn signedIn;

    Boards(Rankings rankings, SignedIn signedIn) {
        this.rankings = rankings;
        this.signedIn = signedIn;
    }

    @GetMapping("/")
    String home(@RequestParam(required = false) @Nullable String after, Model model) {
        if (signedIn.is(Role.OPERATIONS)) {
            return "redirect:/operations";
        }
        var page = rankings.boards(after, PER_PAGE);
        model.addAttribute("page", page);
        if (after == null && page.items().size() == 1) {
            var only = page.items().getFirst().board();
            var standings = unlessSealed(only);
            if (standings.isPresent()) {
                model.addAttribute("detail", rankings.board(only));
                model.addAttribute("standings", standings.get());
                return "wall";
            }
        }
        return "boards";
    }

    @GetMapping("/boards/{board}")
    String board(@PathVariable String board, Model model) {
        noneForOperations();
        addLeadership(BoardId.checked(board), model);
        addStandings(board, unlessSealed(board).orElse(null), model);
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
        noneForOperations();
        return unlessSealed(BoardId.checked(board)).map(Standings::rows).orElse(List.of()).stream()
                .map(row -> row.unit().id())
                .filter(unit -> UNIT.matcher(unit).matches())
                .map(unit -> "#unit-%1$s { view-transition-name: unit-%1$s; }\n".formatted(unit))
                .collect(Collectors.joining());
    }

    @GetMapping("/boards/{board}/leadership")
    String leadership(@PathVariable String board, Model model) {
        addLeadership(BoardId.checked(board), model);
        return "board :: leadership";
    }

    @GetMapping("/boards/{board}/units/{unit}")
    ModelAndView unit(@PathVariable String board, @PathVariable String unit) {
        if (!UNIT.matcher(unit).matches()) {
            throw new NotThere(unit);
        }
        var marks = rankings.unit(BoardId.checked(board), unit);
        var page = new ModelAndView("unit", HttpStatus.OK);
        page.addObject("marks", marks);
        page.addObject("table", MarksTable.of(marks));
        return page;
    }

    private Object changed(String board, long since, String part) {
        var standings = unlessSealed(BoardId.checked(board)).orElse(null);
        if (standings != null && standings.revision() == since) {
            return ResponseEntity.noContent().build();
        }
        var model = new ExtendedModelMap();
        addStandings(board, standings, model);
        model.addAttribute("detail", rankings.board(board));
        return new ModelAndView(part, model);
    }

    /** Nothing, as long as the standings are kept from whoever asks because sheets still come in. */
    private Optional<Standings> unlessSealed(String board) {
        try {
            return Optional.of(rankings.standings(board));
        } catch (NotAllowed refused) {
            if (refused.because(SEALED)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static void addStandings(String board, @Nullable Standings standings, Model model) {
        model.addAttribute("board", board);
        model.addAttribute("standings", standings);
        model.addAttribute("chart", standings == null ? null : Chart.of(standings));
    }

    private void addLeadership(String board, Model model) {
        model.addAttribute("board", board);
        model.addAttribute("detail", rankings.board(board));
        model.addAttribute("leadership", leadershipIfTold(board));
    }

    /** Nobody in particular is told of it once it is agreed on. */
    private @Nullable Leadership leadershipIfTold(String board) {
        try {
            return rankings.leadership(board);
        } catch (NotThere notYet) {
            return null;
        }
    }

    private void noneForOperations() {
        if (signedIn.is(Role.OPERATIONS)) {
            throw new AccessDeniedException("operations sees no content");
        }
    }
}
