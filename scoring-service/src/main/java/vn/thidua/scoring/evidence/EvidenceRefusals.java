package vn.thidua.scoring.evidence;

import java.util.List;
import java.util.Map;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/** Why evidence is not taken, or not there. */
public final class EvidenceRefusals {

    private EvidenceRefusals() {}

    /** There is no such evidence, or it is no file. */
    public static Refusal unknown(String id) {
        return new Refusal(
                "evidence-unknown",
                404,
                new Text("Không có minh chứng này", "There is no such evidence"),
                new Text("Không có tệp minh chứng “" + id + "”.", "There is no file of evidence “" + id + "”."));
    }

    static Refusal invalid(List<Violation> violations) {
        return new Refusal(
                "evidence-invalid",
                422,
                new Text("Minh chứng không hợp lệ", "The evidence is not valid"),
                new Text("Hãy sửa các chỗ được nêu rồi gửi lại.", "Correct what is listed and send it again."),
                violations,
                Map.of());
    }

    static Refusal empty() {
        return new Refusal(
                "file-empty",
                400,
                new Text("Tệp trống", "The file is empty"),
                new Text("Hãy gửi nội dung của tệp.", "Send the content of the file."));
    }

    static Refusal tooLarge(int most) {
        return new Refusal(
                "file-too-large",
                413,
                new Text("Tệp quá lớn", "The file is too large"),
                new Text(
                        "Tệp minh chứng có tối đa " + most / 1024 / 1024 + " MiB. Hãy gửi đường dẫn thay cho tệp.",
                        "A file of evidence has at most " + most / 1024 / 1024 + " MiB. Send a link in its place."));
    }

    static Refusal typeUnsupported() {
        return new Refusal(
                "file-type-unsupported",
                415,
                new Text("Loại tệp không được nhận", "This type of file is not taken"),
                new Text(
                        "Chỉ nhận tệp PDF, PNG, JPEG, DOCX và XLSX có nội dung đúng loại.",
                        "Only PDF, PNG, JPEG, DOCX and XLSX files whose content is of that type are taken."));
    }

    static Refusal tooMany(int most) {
        return new Refusal(
                "evidence-too-many",
                409,
                new Text("Đã đủ số minh chứng", "There is too much evidence"),
                new Text(
                        "Mỗi đơn vị có tối đa " + most + " minh chứng trên một bảng.",
                        "A unit has at most " + most + " pieces of evidence on a board."));
    }
}
