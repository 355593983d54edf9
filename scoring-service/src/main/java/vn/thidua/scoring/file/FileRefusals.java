package vn.thidua.scoring.file;

import java.util.List;
import java.util.Map;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/** Why a file is not taken at all. */
public final class FileRefusals {

    private static final Text UNREADABLE = new Text("Không đọc được tệp", "The file cannot be read");
    private static final Text UNSAFE = new Text("Tệp không an toàn", "The file is not safe");

    private FileRefusals() {}

    /** It is of another type. */
    public static Refusal typeUnsupported() {
        return new Refusal(
                "file-type-unsupported",
                415,
                new Text("Loại tệp không được hỗ trợ", "The type of the file is not supported"),
                new Text(
                        "Hãy gửi tệp .xlsx hoặc .csv; tệp .xls, .xlsm và các loại khác thì lưu lại thành .xlsx trước.",
                        "Send an .xlsx or .csv file; save .xls, .xlsm and others as .xlsx first."));
    }

    /** It is longer than that. */
    public static Refusal tooLarge(int most) {
        return new Refusal(
                "file-too-large",
                413,
                new Text("Tệp quá lớn", "The file is too large"),
                new Text(
                        "Tệp tối đa " + most / 1024 / 1024 + " MiB; hãy xóa các trang và hình không cần.",
                        "A file has at most " + most / 1024 / 1024
                                + " MiB; delete sheets and pictures that are not needed."));
    }

    /** There is nothing in it. */
    public static Refusal empty() {
        return unreadable(
                "Tệp trống; hãy tải mẫu về, điền rồi gửi.", "The file is empty; fill in the template and send it.");
    }

    /** Its form is broken. */
    public static Refusal unreadable(String vi, String en) {
        return new Refusal("file-unreadable", 422, UNREADABLE, new Text(vi, en));
    }

    /** It carries what could do harm. */
    public static Refusal unsafe(String vi, String en) {
        return new Refusal("file-unsafe", 422, UNSAFE, new Text(vi, en));
    }

    /** It has more rows or columns than any board needs. */
    public static Refusal tooLong() {
        return new Refusal(
                "file-too-long",
                422,
                new Text("Tệp có quá nhiều dòng hoặc cột", "The file has too many rows or columns"),
                new Text(
                        "Tệp có tối đa " + Grid.MOST_ROWS + " dòng và " + Grid.MOST_COLUMNS
                                + " cột. Hãy xóa các dòng và cột thừa.",
                        "A file has at most " + Grid.MOST_ROWS + " rows and " + Grid.MOST_COLUMNS
                                + " columns. Delete those that are not needed."));
    }

    static Refusal noHeader() {
        return unreadable(
                "Không thấy dòng mã cột (kind, scorer, target, …) trong " + Grid.MOST_HEADINGS
                        + " dòng đầu. Hãy tải mẫu của bảng này về rồi điền vào đó.",
                "The row of codes (kind, scorer, target, …) is not among the first " + Grid.MOST_HEADINGS
                        + " rows. Download this board's template and fill that in.");
    }

    static Refusal columns(List<Violation> violations) {
        return new Refusal(
                "file-columns",
                422,
                new Text("Các cột của tệp chưa đúng", "The columns of the file are not right"),
                new Text(
                        "Hãy sửa các cột được nêu, hoặc tải lại mẫu của bảng này. Thứ tự cột thì tùy ý.",
                        "Correct the columns that are listed, or download this board's template again. Their order is"
                                + " free."),
                violations,
                Map.of());
    }

    static Refusal rowInvalid(List<Violation> violations) {
        return new Refusal(
                "row-invalid",
                422,
                new Text("Dòng này chưa hợp lệ", "This row is not valid"),
                new Text(
                        "Hãy sửa các ô được nêu rồi gửi lại tệp.",
                        "Correct the cells that are listed and send the file again."),
                violations,
                Map.of());
    }

    /** A file is only counted after it was looked at. */
    public static Refusal previewRequired() {
        return new Refusal(
                "preview-required",
                428,
                new Text("Hãy xem trước tệp", "Look at the file first"),
                new Text(
                        "Hãy xem trước tệp, rồi gửi tệp với If-Match là digest nhận được khi xem trước.",
                        "Have the file previewed, then send it with the digest of the preview as If-Match."));
    }

    /** It is not the file that was looked at. */
    public static Refusal differs(String digest) {
        return new Refusal(
                "file-differs",
                412,
                new Text("Tệp khác với tệp đã xem trước", "This is not the file that was previewed"),
                new Text(
                        "Tệp này có digest " + digest + ", khác với If-Match. Hãy xem trước tệp này rồi gửi lại.",
                        "This file's digest is " + digest
                                + ", other than If-Match. Preview this file and send it again."),
                List.of(),
                Map.of("digest", digest));
    }
}
