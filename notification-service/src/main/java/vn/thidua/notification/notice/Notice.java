package vn.thidua.notification.notice;

import org.jspecify.annotations.Nullable;
import vn.thidua.messaging.problem.Text;

/**
 * What one recipient is told of one fact.
 *
 * @param recipient a unit's id, or {@link Notices#CITY}
 * @param title carries the crucial fact, so that it can be read without opening anything
 * @param body plain text, one statement a line
 * @param boardNotice what every reader must be told about the board's data, for example that its marks are invented
 */
public record Notice(
        String recipient, Text title, Text body, @Nullable String boardNotice) {}
