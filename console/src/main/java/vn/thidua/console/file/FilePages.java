package vn.thidua.console.file;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
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
import vn.thidua.console.identity.Role;
import vn.thidua.console.identity.SignedIn;
import vn.thidua.console.page.Language;
import vn.thidua.console.service.BoardId;
import vn.thidua.console.service.Refused;

/**
 * A district officer's way from the template to counted sheets: download, upload, look at each row, submit. The file is
 * kept in the session between looking and submitting, and only there.
 */
@Controller
class FilePages {

    static final int MOST = 4 * 1024 * 1024;

    private static final String KEPT = FilePages.class.getName();
    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final SheetFiles files;
    private final SignedIn signedIn;

    FilePages(SheetFiles files, SignedIn signedIn) {
        this.files = files;
        this.signedIn = signedIn;
    }

    @GetMapping("/boards/{board}/file")
    ModelAndView page(@PathVariable String board) {
        return page(asked(board), HttpStatus.OK);
    }

    /** Shows what would come of each row. */
    @PostMapping("/boards/{board}/file")
    ModelAndView look(
            @PathVariable String board,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpSession session)
            throws IOException {
        var asked = asked(board);
        session.removeAttribute(KEPT);
        if (file == null || file.isEmpty()) {
            return wrong(asked, "file.none", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (file.getSize() > MOST) {
            return wrong(asked, "file.large", HttpStatus.CONTENT_TOO_LARGE);
        }
        var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var type = type(name);
        var content = file.getBytes();
        try {
            var rows = files.preview(board, type, content);
            if (rows.counting() > 0) {
                session.setAttribute(KEPT, new Kept(board, name, type, content, rows.digest()));
            }
            return page(asked, HttpStatus.OK)
                    .addObject("rows", rows)
                    .addObject("name", name)
                    .addObject("done", false);
        } catch (Refused refused) {
            return refused(asked, refused).addObject("name", name);
        }
    }

    /** Submits the file that was looked at last, if it is the one that the reader has on the screen. */
    @PostMapping("/boards/{board}/file/submit")
    ModelAndView submit(@PathVariable String board, @RequestParam String digest, HttpSession session) {
        var asked = asked(board);
        if (!(session.getAttribute(KEPT) instanceof Kept kept)
                || !kept.board().equals(board)
                || !kept.digest().equals(digest)) {
            return wrong(asked, "file.gone", HttpStatus.CONFLICT);
        }
        try {
            var rows = files.submit(board, kept.type(), "\"" + digest + "\"", kept.content());
            session.removeAttribute(KEPT);
            return page(asked, HttpStatus.OK)
                    .addObject("rows", rows)
                    .addObject("name", kept.name())
                    .addObject("done", true);
        } catch (Refused refused) {
            return refused(asked, refused).addObject("name", kept.name());
        }
    }

    private Board asked(String board) {
        if (!signedIn.is(Role.DISTRICT)) {
            throw new AccessDeniedException("only districts send sheets");
        }
        BoardId.checked(board);
        return files.board(board);
    }

    private static String type(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv")) {
            return CSV;
        }
        // What it is otherwise, the service says.
        return lower.endsWith(".xlsx") ? XLSX : "application/octet-stream";
    }

    private static ModelAndView refused(Board board, Refused refused) {
        return page(board, HttpStatusCode.valueOf(refused.status()))
                .addObject("sentences", Language.current() == Language.EN ? refused.en() : refused.vi());
    }

    private static ModelAndView wrong(Board board, String message, HttpStatus status) {
        return page(board, status).addObject("wrong", message);
    }

    private static ModelAndView page(Board board, HttpStatusCode status) {
        var page = new ModelAndView("file", status);
        page.addObject("board", board);
        page.addObject("rows", null);
        page.addObject("sentences", List.of());
        page.addObject("wrong", null);
        return page;
    }

    /** A file that was looked at. */
    private record Kept(String board, String name, String type, byte[] content, String digest) implements Serializable {

        private static final long serialVersionUID = 1L;
    }
}
