package vn.thidua.console.proceedings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.thidua.console.identity.Person;
import vn.thidua.console.identity.SignedIn;
import vn.thidua.console.page.Language;
import vn.thidua.console.service.BoardId;
import vn.thidua.console.service.NotAllowed;
import vn.thidua.console.service.Refused;

/** What is decided beside the marks, the forms to record it, and the advice. What a reader may do the service says. */
@Controller
class ProceedingsPages {

    private static final String VOTES = "votes.";

    private final Recordings recordings;
    private final SignedIn signedIn;

    ProceedingsPages(Recordings recordings, SignedIn signedIn) {
        this.recordings = recordings;
        this.signedIn = signedIn;
    }

    @GetMapping("/boards/{board}/proceedings")
    ModelAndView page(@PathVariable String board) {
        return page(BoardId.checked(board), List.of(), HttpStatus.OK);
    }

    @GetMapping("/boards/{board}/advice")
    ModelAndView advice(@PathVariable String board) {
        var page = new ModelAndView("advice", HttpStatus.OK);
        page.addObject("board", recordings.board(BoardId.checked(board)));
        page.addObject("advice", recordings.advice(board));
        return page;
    }

    @PostMapping("/boards/{board}/proceedings/{what:holds|disciplines|preferences}")
    ModelAndView record(
            @PathVariable String board,
            @PathVariable String what,
            @RequestParam String unit,
            @RequestParam(required = false) @Nullable String demotion,
            @RequestParam String reason,
            @RequestParam String basis) {
        var body = because(reason, basis);
        body.put("unit", unit);
        if (demotion != null) {
            body.put("demotion", demotion);
        }
        return taken(board, () -> recordings.record(board, what, body));
    }

    @PostMapping("/boards/{board}/proceedings/ballots")
    ModelAndView ballot(
            @PathVariable String board,
            @RequestParam String round,
            @RequestParam int present,
            @RequestParam String reason,
            @RequestParam Map<String, String> all) {
        var votes = new LinkedHashMap<String, Integer>();
        all.forEach((name, value) -> {
            if (name.startsWith(VOTES) && value.matches("[0-9]{1,4}")) {
                votes.put(name.substring(VOTES.length()), Integer.valueOf(value));
            }
        });
        var body = because(reason, "");
        body.put("round", round);
        body.put("present", present);
        body.put("votes", votes);
        return taken(board, () -> recordings.record(board, "ballots", body));
    }

    @PostMapping("/boards/{board}/proceedings/decisions")
    ModelAndView decision(
            @PathVariable String board,
            @RequestParam List<String> order,
            @RequestParam String reason,
            @RequestParam String basis) {
        var body = because(reason, basis);
        body.put("order", order);
        return taken(board, () -> recordings.record(board, "decisions", body));
    }

    @PostMapping("/boards/{board}/proceedings/holds/{number}/{what:release|confirmation}")
    ModelAndView decide(
            @PathVariable String board,
            @PathVariable long number,
            @PathVariable String what,
            @RequestParam String reason) {
        return taken(board, () -> recordings.decide(board, number, what, because(reason, "")));
    }

    @PostMapping("/boards/{board}/proceedings/{number}/withdrawal")
    ModelAndView withdraw(@PathVariable String board, @PathVariable long number, @RequestParam String reason) {
        return taken(board, () -> recordings.withdraw(board, number, because(reason, "")));
    }

    private ModelAndView taken(String board, Runnable step) {
        BoardId.checked(board);
        try {
            step.run();
            return new ModelAndView("redirect:/boards/" + board + "/proceedings");
        } catch (Refused refused) {
            return page(
                    board,
                    Language.current() == Language.EN ? refused.en() : refused.vi(),
                    HttpStatusCode.valueOf(refused.status()));
        }
    }

    private static Map<String, Object> because(String reason, String basis) {
        var body = new LinkedHashMap<String, Object>();
        body.put("reason", reason);
        if (!basis.isBlank()) {
            body.put("basis", basis);
        }
        return body;
    }

    private ModelAndView page(String id, List<String> sentences, HttpStatusCode status) {
        var board = recordings.board(id);
        var page = new ModelAndView("proceedings", status);
        page.addObject("board", board);
        page.addObject("proceedings", recordings.proceedings(id));
        page.addObject("ties", ties(id));
        page.addObject("sentences", sentences);
        page.addObject("records", records(board));
        return page;
    }

    /** Whether the reader is offered the forms of the {@code CITY} or of the {@code HEAD}. */
    private @Nullable String records(Board board) {
        if (board.status().equals("FINAL")) {
            return null;
        }
        return signedIn.somebody()
                .map(person -> switch (person.role()) {
                    case CITY -> "CITY";
                    case DISTRICT -> heads(person, board) ? "HEAD" : null;
                    case OPERATIONS, PUBLIC -> null;
                })
                .orElse(null);
    }

    private static boolean heads(Person person, Board board) {
        return person.isUnit(board.head().id());
    }

    /** None while they are sealed. */
    private Ties ties(String board) {
        try {
            return recordings.ties(board);
        } catch (NotAllowed sealed) {
            return Ties.NONE;
        }
    }
}
