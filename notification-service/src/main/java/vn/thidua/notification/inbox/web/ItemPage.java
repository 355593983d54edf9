package vn.thidua.notification.inbox.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an inbox, newest first.
 *
 * @param unread how many items of the whole inbox are unread
 * @param next what {@code before} has to be for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ItemPage(
        List<ShownItem> items, long unread, @Nullable Long next) {}
