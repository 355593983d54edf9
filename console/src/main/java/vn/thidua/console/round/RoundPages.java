package vn.thidua.console.round;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import vn.thidua.console.identity.Person;
import vn.thidua.console.identity.Role;
import vn.thidua.console.identity.SignedIn;
import vn.thidua.console.page.Language;
import vn.thidua.console.round.Rounds.Link;
import vn.thidua.console.round.Rounds.Texts;
import vn.thidua.console.round.Rounds.Wish;
import vn.thidua.console.service.BoardId;
import vn.thidua.console.service.NotThere;
import vn.thidua.console.service.Refused;

/**
 * A board's rounds for a district's officer and for the City: what is missing, recusals, and for a member its explanation,
 * its confirmation and its evidence; and how one sheet came to be what it is.
 */
@Controller
class RoundPages {

    private static final Pattern UNIT = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");
    private static final Pattern KIND = Pattern.compile("SELF|PEER|APPRAISAL_[12]");
    private static final int MOST = 4 * 1024 * 1024;
    private static final String TEXT = "text.";

    private final Rounds rounds;
    private final SignedIn signedIn;

    RoundPages(Rounds rounds, SignedIn signedIn) {
        this.rounds = rounds;
        this.signedIn = signedIn;
    }

    @GetMapping("/boards/{board}/rounds")
    ModelAndView page(@PathVariable String board) {
        var person = reader(board);
        return page(board, person, HttpStatus.OK, List.of());
    }

    @PostMapping("/boards/{board}/rounds/recusals")
    ModelAndView recuse(
            @PathVariable String board,
            @RequestParam(required = false) @Nullable String scorer,
            @RequestParam(defaultValue = "") String target,
            @RequestParam(defaultValue = "") String reason) {
        var person = reader(board);
        var own = person.unit();
        var wish = new Wish(
                scorer == null && own != null ? own : String.valueOf(scorer), target.isBlank() ? null : target, reason);
        return done(board, person, () -> rounds.recuse(board, wish));
    }

    /** Every field that is called {@value #TEXT} and a criterion, and is filled in. */
    @PostMapping("/boards/{board}/rounds/explanation")
    ModelAndView explain(@PathVariable String board, @RequestParam Map<String, String> fields) {
        var person = officer(board);
        var texts = new TreeMap<String, String>();
        fields.forEach((name, text) -> {
            if (name.startsWith(TEXT) && !text.isBlank()) {
                texts.put(name.substring(TEXT.length()), text);
            }
        });
        return done(board, person, () -> rounds.explain(board, unit(person), new Texts(texts)));
    }

    @PostMapping("/boards/{board}/rounds/confirmation")
    ModelAndView confirm(@PathVariable String board) {
        var person = officer(board);
        return done(board, person, () -> rounds.confirm(board, unit(person)));
    }

    @PostMapping("/boards/{board}/rounds/evidence")
    ModelAndView evidence(
            @PathVariable String board,
            @RequestParam(defaultValue = "") String criterion,
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var person = officer(board);
        if (file == null || file.isEmpty()) {
            return done(board, person, () -> rounds.addLink(board, unit(person), new Link(criterion, link, note)));
        }
        if (file.getSize() > MOST) {
            return page(board, person, HttpStatus.CONTENT_TOO_LARGE, List.of())
                    .addObject("wrong", "rounds.evidence.large");
        }
        var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var content = file.getBytes();
        return done(
                board, person, () -> rounds.addFile(board, unit(person), criterion, name, note, type(name), content));
    }

    @GetMapping("/boards/{board}/sheets/{kind}/{scorer}/{target}")
    ModelAndView history(
            @PathVariable String board,
            @PathVariable String kind,
            @PathVariable String scorer,
            @PathVariable String target) {
        reader(board);
        if (!KIND.matcher(kind).matches()
                || !UNIT.matcher(scorer).matches()
                || !UNIT.matcher(target).matches()) {
            throw new NotThere(kind + "/" + scorer + "/" + target);
        }
        return new ModelAndView("history", HttpStatus.OK)
                .addObject("board", rounds.board(board))
                .addObject("place", new Board.Place(kind, scorer, target))
                .addObject("history", rounds.history(board, kind, scorer, target));
    }

    private Person reader(String board) {
        var person = signedIn.somebody()
                .filter(somebody -> somebody.role() == Role.DISTRICT || somebody.role() == Role.CITY)
                .orElseThrow(() -> new AccessDeniedException("rounds are for districts and the City"));
        BoardId.checked(board);
        return person;
    }

    private Person officer(String board) {
        var person = reader(board);
        if (person.unit() == null) {
            throw new AccessDeniedException("only units answer for themselves");
        }
        return person;
    }

    private static String unit(Person person) {
        return String.valueOf(person.unit());
    }

    /** What was done is shown by reading the page again, so that reloading does nothing twice. */
    private ModelAndView done(String board, Person person, Runnable action) {
        try {
            action.run();
            return new ModelAndView("redirect:/boards/" + board + "/rounds");
        } catch (Refused refused) {
            return page(
                    board,
                    person,
                    HttpStatusCode.valueOf(refused.status()),
                    Language.current() == Language.EN ? refused.en() : refused.vi());
        }
    }

    private ModelAndView page(String board, Person person, HttpStatusCode status, List<String> sentences) {
        var found = rounds.board(board);
        var missing = rounds.missing(board).missing();
        var page = new ModelAndView("rounds", status)
                .addObject("board", found)
                .addObject("missing", missing)
                .addObject("recusals", rounds.recusals(board).recusals())
                .addObject("sentences", sentences)
                .addObject("wrong", null)
                .addObject("member", false)
                .addObject("explanation", null)
                .addObject("evidence", List.of())
                .addObject("sheets", List.of());
        var unit = person.unit();
        if (unit != null) {
            page.addObject(
                    "sheets",
                    found.places(unit).stream()
                            .filter(sheet -> missing.stream()
                                    .noneMatch(duty -> duty.stage().equals(sheet.kind())
                                            && duty.unit().id().equals(sheet.scorer())
                                            && duty.target().id().equals(sheet.target())))
                            .toList());
            if (found.isMember(unit)) {
                page.addObject("member", true)
                        .addObject("evidence", rounds.evidence(board, unit).evidence());
                if (found.has("EXPLANATION")) {
                    var explained = rounds.explanations(board, unit).revisions();
                    page.addObject("explanation", explained.isEmpty() ? null : explained.getFirst());
                }
            }
        }
        return page;
    }

    private static String type(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var types = Map.of(
                ".pdf", "application/pdf",
                ".png", "image/png",
                ".jpg", "image/jpeg",
                ".jpeg", "image/jpeg",
                ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        return types.entrySet().stream()
                .filter(type -> lower.endsWith(type.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                // What it is otherwise, the service says.
                .orElse("application/octet-stream");
    }
}
