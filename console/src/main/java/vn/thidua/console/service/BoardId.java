package vn.thidua.console.service;

import java.util.regex.Pattern;

/** A board's id as it stands in addresses: the cluster, a colon and the period, {@code hn-mttq-cum-1:2019}. */
public final class BoardId {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}:[0-9]{4}(-[A-Z0-9]{1,8})?");

    private BoardId() {}

    /**
     * The same id.
     *
     * @throws NotThere when no board can be called that: it is then asked of no service
     */
    public static String checked(String board) {
        if (!ID.matcher(board).matches()) {
            throw new NotThere(board);
        }
        return board;
    }
}
