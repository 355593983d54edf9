package vn.thidua.scoring.file.xlsx;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.file.FileRefusals;

/** The parts of a workbook, unpacked within limits; those that could do harm are not let in. */
final class Container {

    static final int MOST_ENTRIES = 200;
    static final int MOST_BYTES = 16 * 1024 * 1024;
    static final int MOST_RATIO = 100;

    /** A small workbook may well be packed tighter. */
    private static final int RATIO_COUNTS_FROM = 1024 * 1024;

    private static final byte[] OLD_OR_ENCRYPTED = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final Set<String> ACTIVE = Set.of(
            "vbaproject", "/macrosheets/", "/dialogsheets/", "/activex/", "/embeddings/", "/ctrlprops/", "customui/");
    private static final Set<String> READ = Set.of(".xml", ".rels");

    private final Map<String, byte[]> parts = new HashMap<>();

    private Container() {}

    /**
     * The parts of this file.
     *
     * @throws RefusalException when it is no workbook, or not a harmless one
     */
    static Container open(byte[] file) {
        if (file.length == 0) {
            throw new RefusalException(FileRefusals.empty());
        }
        if (startsWith(file, OLD_OR_ENCRYPTED)) {
            throw new RefusalException(FileRefusals.unreadable(
                    "Đây là tệp .xls cũ hoặc tệp có mật khẩu. Hãy lưu thành .xlsx không có mật khẩu.",
                    "This is an old .xls file or one with a password. Save it as .xlsx without a password."));
        }
        if (!startsWith(file, ZIP)) {
            throw notAWorkbook();
        }
        var container = new Container();
        try {
            container.unpack(file);
        } catch (IOException | IllegalArgumentException e) {
            throw notAWorkbook();
        }
        if (container.part("xl/workbook.xml").isEmpty()) {
            throw notAWorkbook();
        }
        return container;
    }

    /** By its directory, as spreadsheets do: some write what cannot be read from its beginning. That takes a file. */
    private void unpack(byte[] file) throws IOException {
        var path = Files.createTempFile("thidua-", ".xlsx");
        try {
            Files.write(path, file);
            try (var zip = new ZipFile(path.toFile())) {
                unpack(zip, Math.min(MOST_BYTES, Math.max(RATIO_COUNTS_FROM, (long) file.length * MOST_RATIO)));
            }
        } finally {
            Files.deleteIfExists(path);
        }
    }

    private void unpack(ZipFile zip, long most) throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw bomb();
        }
        var total = 0L;
        for (var entry : Collections.list(zip.entries())) {
            var name = name(entry.getName());
            if (ACTIVE.stream().anyMatch(name::contains)) {
                throw new RefusalException(FileRefusals.unsafe(
                        "Tệp chứa macro hoặc đối tượng nhúng. Hãy lưu thành .xlsx thường, không có macro.",
                        "The file carries macros or embedded objects. Save it as a plain .xlsx without them."));
            }
            if (name.contains("externallinks/")) {
                throw externalLink();
            }
            try (var content = zip.getInputStream(entry)) {
                // What the directory says of sizes is not believed.
                var unpacked = content.readNBytes((int) (most - total) + 1);
                total += unpacked.length;
                if (total > most) {
                    throw bomb();
                }
                if (READ.stream().anyMatch(name::endsWith) && parts.put(name, unpacked) != null) {
                    throw notAWorkbook();
                }
            }
        }
    }

    /** The content of a part, if there is one; names are compared without regard to case. */
    Optional<byte[]> part(String name) {
        return Optional.ofNullable(parts.get(name(name)));
    }

    private static String name(String name) {
        var plain = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return plain.startsWith("/") ? plain.substring(1) : plain;
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length >= start.length && java.util.Arrays.equals(file, 0, start.length, start, 0, start.length);
    }

    static RefusalException notAWorkbook() {
        return new RefusalException(FileRefusals.unreadable(
                "Tệp không phải là bảng tính .xlsx hoặc đã hỏng. Hãy mở bằng bảng tính rồi lưu lại thành .xlsx.",
                "The file is no .xlsx workbook, or it is damaged. Open it in a spreadsheet and save it as .xlsx."));
    }

    static RefusalException externalLink() {
        return new RefusalException(FileRefusals.unsafe(
                "Tệp liên kết tới tệp khác. Hãy xóa liên kết (Dữ liệu → Chỉnh sửa liên kết) rồi gửi lại.",
                "The file links to other files. Break the links (Data → Edit Links) and send it again."));
    }

    private static RefusalException bomb() {
        return new RefusalException(FileRefusals.unsafe(
                "Tệp khi giải nén quá lớn (tối đa " + MOST_BYTES / 1024 / 1024 + " MiB, " + MOST_ENTRIES
                        + " phần). Hãy chép dữ liệu vào mẫu mới tải về.",
                "Unpacked, the file is too large (at most " + MOST_BYTES / 1024 / 1024 + " MiB, " + MOST_ENTRIES
                        + " parts). Copy the data into a new template."));
    }
}
