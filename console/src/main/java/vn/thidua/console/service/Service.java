package vn.thidua.console.service;

/** One of the three services behind the console. */
public enum Service {
    SCORING,
    RANKING,
    NOTIFICATION;

    /** Its name in addresses, for example {@code scoring} in {@code /api/scoring/v1}. */
    public String path() {
        return switch (this) {
            case SCORING -> "scoring";
            case RANKING -> "ranking";
            case NOTIFICATION -> "notification";
        };
    }
}
