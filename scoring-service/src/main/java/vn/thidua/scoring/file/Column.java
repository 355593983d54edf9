package vn.thidua.scoring.file;

import static java.util.Objects.requireNonNull;

/**
 * One column of a board's file.
 *
 * @param code what stands above it for programs; unique in the file
 * @param what what it holds
 * @param group what it belongs to, for people; may be empty
 * @param name what it holds, for people
 * @param limit how much it may hold, for people; may be empty
 */
record Column(String code, What what, String group, String name, String limit) {

    Column {
        requireNonNull(code, "code");
        requireNonNull(what, "what");
    }

    /** Whether every file has it. */
    boolean required() {
        return switch (what) {
            case What.Fixed fixed -> fixed.required;
            case What.Mark m -> true;
            case What.Rule r -> true;
            case What.Note n -> true;
        };
    }

    /** What a column holds. */
    sealed interface What {

        /** What says which sheet a row is. */
        enum Fixed implements What {
            BOARD("board", false, "Bảng", "Board"),
            KIND("kind", true, "Loại phiếu: SELF tự chấm, PEER cùng chấm", "Kind of sheet"),
            SCORER("scorer", true, "Mã đơn vị chấm", "Scorer's id"),
            SCORER_NAME("scorer-name", false, "Đơn vị chấm", "Scorer"),
            TARGET("target", true, "Mã đơn vị được chấm", "Id of who is scored"),
            TARGET_NAME("target-name", false, "Đơn vị được chấm", "Who is scored"),
            REPLACES("replaces", true, "Thay bản số (để trống khi gửi lần đầu)", "Replaces revision (blank at first)");

            final String code;
            final boolean required;
            final String name;

            Fixed(String code, boolean required, String vi, String en) {
                this.code = code;
                this.required = required;
                this.name = vi + " / " + en;
            }
        }

        /** The mark for this criterion. */
        record Mark(String criterion) implements What {}

        /**
         * The points of this rule.
         *
         * @param penalty whether the points, written without a sign, are taken away
         */
        record Rule(String rule, boolean penalty) implements What {}

        /** What the points of this rule are given for. */
        record Note(String rule) implements What {}
    }
}
