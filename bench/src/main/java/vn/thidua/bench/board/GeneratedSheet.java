package vn.thidua.bench.board;

import java.util.List;
import vn.thidua.events.SheetKind;

/**
 * One sheet with all it will ever say.
 *
 * @param contents by revision: the first submission, then its correction if there is one
 */
public record GeneratedSheet(String board, SheetKind kind, String scorer, String target, List<Content> contents) {

    public GeneratedSheet {
        contents = List.copyOf(contents);
    }

    /** The id that the scoring service gives it. */
    public String id() {
        return board + "/" + kind + "/" + scorer + "/" + target;
    }

    /** The content of a revision, from 1. */
    public Content revision(int revision) {
        return contents.get(revision - 1);
    }

    /** How many revisions there are to be: what counts in the end is the last. */
    public int revisions() {
        return contents.size();
    }
}
