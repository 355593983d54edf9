package vn.thidua.console.round;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.thidua.console.identity.Person;
import vn.thidua.console.identity.Role;
import vn.thidua.console.identity.SignedIn;
import vn.thidua.console.page.Format;
import vn.thidua.console.page.Language;
import vn.thidua.console.round.Board.Place;
import vn.thidua.console.round.Column.Trouble;
import vn.thidua.console.round.Drafts.Draft;
import vn.thidua.console.round.Rounds.Sheet;
import vn.thidua.console.round.Rounds.Submission;
import vn.thidua.console.service.BoardId;
import vn.thidua.console.service.NotThere;
import vn.thidua.console.service.Refused;

/**
 * One grid on which a unit's officer fills in all its sheets of a board. The whole grid is one form, so that whichever
 * button is pressed, nothing that was typed anywhere on it is lost: what is not sent is a draft.
 */
@Controller
class GridPages {

    private static final int MOST_CHARACTERS = 2000;

    private final Rounds rounds;
    private final SignedIn signedIn;
    private final Format format;
    private final MessageSource messages;

    GridPages(Rounds rounds, SignedIn signedIn, Format format, MessageSource messages) {
        this.rounds = rounds;
        this.signedIn = signedIn;
        this.format = format;
        this.messages = messages;
    }

    @GetMapping("/boards/{board}/scoring")
    ModelAndView page(@PathVariable String board, HttpSession session) {
        var found = found(board);
        return page(found, HttpStatus.OK, Drafts.of(session, person()), Map.of());
    }

    /**
     * Keeps everything as drafts; then sends one sheet, or goes back to what stands, where the button says so.
     *
     * @param send the key of a sheet
     * @param discard the key of a sheet
     */
    @PostMapping("/boards/{board}/scoring")
    ModelAndView save(
            @PathVariable String board,
            @RequestParam Map<String, String> fields,
            @RequestParam(required = false) @Nullable String send,
            @RequestParam(required = false) @Nullable String discard,
            HttpSession session,
            RedirectAttributes flash) {
        var found = found(board);
        var drafts = Drafts.of(session, person());
        found.places(unit()).forEach(place -> keep(found, place, fields, drafts));
        if (discard != null) {
            var place = place(found, discard);
            drafts.drop(board, place);
            flash.addFlashAttribute("settled", place.key());
        }
        if (send != null) {
            var place = place(found, send);
            var answer = send(found, place, drafts);
            if (answer.trouble().any()) {
                // Read again: what was refused may be so because of what has changed meanwhile.
                return page(
                        found(board), HttpStatusCode.valueOf(answer.status()), drafts, Map.of(place, answer.trouble()));
            }
            flash.addFlashAttribute("settled", place.key()).addFlashAttribute("received", place.key());
        }
        return new ModelAndView("redirect:/boards/" + board + "/scoring");
    }

    private void keep(Board board, Place place, Map<String, String> fields, Drafts drafts) {
        var prefix = place.key() + "/";
        var revision = fields.get(prefix + "revision");
        if (revision == null) {
            return;
        }
        var cells = Cells.typed(board.table(), fields, prefix);
        var reason = cut(fields.getOrDefault(prefix + Column.REASON, "").strip());
        if (cells.sameAs(standing(board, standing(board, place))) && reason.isEmpty()) {
            drafts.drop(board.board(), place);
        } else {
            drafts.keep(board.board(), place, new Draft(cells.texts(), reason, cut(revision)));
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    }

    /** What stands already is not sent again. */
    private Answer send(Board board, Place place, Drafts drafts) {
        var typed = drafts.find(board.board(), place);
        if (typed.isEmpty() && standing(board, place) != null) {
            return Answer.TAKEN;
        }
        var draft = typed.orElse(Draft.EMPTY);
        var cells = new Cells(board.table(), draft.texts());
        var wrong = wrong(cells, draft);
        if (!wrong.isEmpty()) {
            return new Answer(422, new Trouble(wrong, List.of(), false));
        }
        try {
            rounds.submit(
                    board.board(),
                    draft.revision().isEmpty() ? null : "\"" + draft.revision() + "\"",
                    new Submission(
                            place.kind(),
                            place.scorer(),
                            place.target(),
                            cells.marks(),
                            cells.adjustments(),
                            draft.reason().isEmpty() ? null : draft.reason()));
            drafts.drop(board.board(), place);
            return Answer.TAKEN;
        } catch (Refused refused) {
            return refused(cells, refused);
        }
    }

    private Map<String, List<String>> wrong(Cells cells, Draft draft) {
        var wrong = new LinkedHashMap<String, List<String>>();
        cells.unreadable()
                .forEach(cell -> wrong.put(
                        cell,
                        List.of(say(cell.startsWith("note/") ? "grid.points.missing" : "grid.points.unreadable"))));
        if (!draft.revision().isEmpty() && draft.reason().isEmpty()) {
            wrong.put(Column.REASON, List.of(say("grid.reason.missing")));
        }
        return wrong;
    }

    private static Answer refused(Cells cells, Refused refused) {
        var english = Language.current() == Language.EN;
        var faults = new LinkedHashMap<String, List<String>>();
        var sentences = new ArrayList<>(english ? refused.en() : refused.vi());
        for (var fault : refused.faults()) {
            var sentence = english ? fault.en() : fault.vi();
            var cell = cells.cell(fault.pointer());
            if (cell != null) {
                sentences.remove(sentence);
                faults.computeIfAbsent(cell, none -> new ArrayList<>()).add(sentence);
            }
        }
        var overtaken = refused.status() == HttpStatus.PRECONDITION_FAILED.value()
                || refused.status() == HttpStatus.PRECONDITION_REQUIRED.value();
        return new Answer(refused.status(), new Trouble(faults, sentences, overtaken));
    }

    private String say(String message) {
        return messages.getMessage(message, null, LocaleContextHolder.getLocale());
    }

    private ModelAndView page(Board board, HttpStatusCode status, Drafts drafts, Map<Place, Trouble> troubles) {
        var recused = recused(board);
        return new ModelAndView("scoring", status)
                .addObject("board", board)
                .addObject(
                        "columns",
                        board.places(unit()).stream()
                                .map(place -> column(board, place, recused.get(place), drafts, troubles))
                                .toList());
    }

    private Column column(
            Board board, Place place, @Nullable String recused, Drafts drafts, Map<Place, Trouble> troubles) {
        var sheet = standing(board, place);
        return new Column(
                place,
                board.named(place.target()),
                recused,
                sheet,
                standing(board, sheet),
                board.open() && recused == null
                        ? drafts.find(board.board(), place).orElse(null)
                        : null,
                troubles.getOrDefault(place, Trouble.NONE));
    }

    private Cells standing(Board board, @Nullable Sheet sheet) {
        return Cells.of(board.table(), sheet, format);
    }

    private @Nullable Sheet standing(Board board, Place place) {
        if (board.misses(place)) {
            return null;
        }
        try {
            return rounds.sheet(board.board(), place.kind(), place.scorer(), place.target());
        } catch (NotThere notYet) {
            return null;
        }
    }

    /** The sheets that this unit does not give, with the reason. */
    private Map<Place, String> recused(Board board) {
        var recusals = rounds.recusals(board.board()).recusals();
        return board.places(unit()).stream()
                .filter(place -> !place.scorer().equals(place.target()))
                .flatMap(place -> recusals.stream()
                        .filter(recusal -> recusal.scorer().equals(place.scorer())
                                && (recusal.target() == null || recusal.target().equals(place.target())))
                        .map(recusal -> Map.entry(place, recusal.reason())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, another) -> one));
    }

    private Place place(Board board, String key) {
        return board.places(unit()).stream()
                .filter(place -> place.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotThere(key));
    }

    private Board found(String board) {
        person();
        BoardId.checked(board);
        var found = rounds.board(board);
        if (found.definition() == null) {
            throw new NotThere(board);
        }
        if (found.places(unit()).isEmpty()) {
            throw new AccessDeniedException("the unit gives no sheets here");
        }
        return found;
    }

    private Person person() {
        return signedIn.somebody()
                .filter(somebody -> somebody.role() == Role.DISTRICT)
                .orElseThrow(() -> new AccessDeniedException("only units score"));
    }

    private String unit() {
        return requireNonNull(person().unit(), "a district's unit");
    }

    /** What came of sending a sheet. */
    private record Answer(int status, Trouble trouble) {

        static final Answer TAKEN = new Answer(200, Trouble.NONE);
    }
}
