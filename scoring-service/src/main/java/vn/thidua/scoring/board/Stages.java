package vn.thidua.scoring.board;

import vn.thidua.events.RoundPlan.Stage;

/** What the stages are called. */
public final class Stages {

    private Stages() {}

    /** In Vietnamese. */
    public static String vi(Stage stage) {
        return switch (stage) {
            case SELF -> "Tự chấm";
            case PEER -> "Cùng chấm";
            case APPRAISAL_1 -> "Thẩm định lần 1";
            case EXPLANATION -> "Giải trình";
            case APPRAISAL_2 -> "Thẩm định lần 2";
            case CONFIRMATION -> "Xác nhận";
        };
    }

    /** In English. */
    public static String en(Stage stage) {
        return switch (stage) {
            case SELF -> "Self-scoring";
            case PEER -> "Scoring one another";
            case APPRAISAL_1 -> "The first appraisal";
            case EXPLANATION -> "Explanation";
            case APPRAISAL_2 -> "The second appraisal";
            case CONFIRMATION -> "Confirmation";
        };
    }
}
