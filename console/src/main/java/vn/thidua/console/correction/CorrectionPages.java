package vn.thidua.console.correction;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.thidua.console.page.Language;
import vn.thidua.console.service.BoardId;
import vn.thidua.console.service.Refused;

/**
 * The corrections of a board's final results: the form to propose one, what it would change, and the two approvals. Who
 * may see and do so the service says.
 */
@Controller
class CorrectionPages {

    private final Corrections corrections;

    CorrectionPages(Corrections corrections) {
        this.corrections = corrections;
    }

    @GetMapping("/boards/{board}/corrections")
    ModelAndView page(@PathVariable String board) {
        return page(BoardId.checked(board), Wanted.NOTHING, List.of(), HttpStatus.OK);
    }

    @PostMapping("/boards/{board}/corrections")
    ModelAndView propose(
            @PathVariable String board, @RequestParam String reason, @RequestParam MultiValueMap<String, String> form) {
        var wanted = Wanted.of(form, reason);
        if (wanted.isUnclear()) {
            return page(BoardId.checked(board), wanted, List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return done(board, wanted, () -> corrections.propose(board, wanted.proposal()));
    }

    @PostMapping("/boards/{board}/corrections/{number}/{what:approval|withdrawal}")
    ModelAndView decide(@PathVariable String board, @PathVariable long number, @PathVariable String what) {
        return done(board, Wanted.NOTHING, () -> corrections.decide(board, number, what));
    }

    private ModelAndView done(String board, Wanted wanted, Runnable step) {
        BoardId.checked(board);
        try {
            step.run();
            return new ModelAndView("redirect:/boards/" + board + "/corrections");
        } catch (Refused refused) {
            return page(
                    board,
                    wanted,
                    Language.current() == Language.EN ? refused.en() : refused.vi(),
                    HttpStatusCode.valueOf(refused.status()));
        }
    }

    private ModelAndView page(String board, Wanted wanted, List<String> sentences, HttpStatusCode status) {
        var all = corrections.corrections(board).reversed();
        var page = new ModelAndView("corrections", status);
        page.addObject("board", corrections.board(board));
        page.addObject("corrections", all);
        page.addObject("open", all.stream().anyMatch(Correction::isOpen));
        page.addObject("wanted", wanted);
        page.addObject("sentences", sentences);
        return page;
    }
}
