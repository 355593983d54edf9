package vn.thidua.console.file;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The scoring service's files of sheets. */
@HttpExchange("/api/scoring/v1/boards/{board}")
interface SheetFiles {

    @GetExchange
    Board board(@PathVariable String board);

    /** Nothing is stored. */
    @PostExchange("/sheets/file/preview")
    Rows preview(
            @PathVariable String board, @RequestHeader(HttpHeaders.CONTENT_TYPE) String type, @RequestBody byte[] file);

    /** @param digest of the preview, in quotes */
    @PostExchange("/sheets/file")
    Rows submit(
            @PathVariable String board,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) String type,
            @RequestHeader(HttpHeaders.IF_MATCH) String digest,
            @RequestBody byte[] file);
}
