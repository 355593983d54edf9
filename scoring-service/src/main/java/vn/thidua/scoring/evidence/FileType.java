package vn.thidua.scoring.evidence;

import java.util.Arrays;
import java.util.Optional;

/** The types of files that are taken: by what they are declared to be, and how their content begins. */
public enum FileType {
    PDF("application/pdf", 0x25, 0x50, 0x44, 0x46, 0x2D),
    PNG("image/png", 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A),
    JPEG("image/jpeg", 0xFF, 0xD8, 0xFF),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", 0x50, 0x4B, 0x03, 0x04),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 0x50, 0x4B, 0x03, 0x04);

    private final String mediaType;
    private final byte[] beginning;

    FileType(String mediaType, int... beginning) {
        this.mediaType = mediaType;
        this.beginning = new byte[beginning.length];
        for (var i = 0; i < beginning.length; i++) {
            this.beginning[i] = (byte) beginning[i];
        }
    }

    /** The media type that it is sent and served as. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether this content begins as such a file does. */
    public boolean begins(byte[] content) {
        return content.length >= beginning.length
                && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
    }

    /** The type with this media type, whatever its parameters. */
    public static Optional<FileType> of(String mediaType) {
        var essence = mediaType.replaceFirst(";.*", "").strip();
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equalsIgnoreCase(essence))
                .findFirst();
    }
}
