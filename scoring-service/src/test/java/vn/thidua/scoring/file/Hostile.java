package vn.thidua.scoring.file;

import java.util.Random;

/** Texts made of what spreadsheets, separated values and XML stumble over. */
public final class Hostile {

    private static final String[] PIECES = {
        "=",
        "+",
        "-",
        "@",
        "＝",
        "＋",
        "－",
        "＠",
        "'",
        "\"",
        "“",
        "`",
        "\t",
        "\r",
        "\n",
        "\r\n",
        " ",
        "\u00A0",
        "\uFEFF",
        "\u200B",
        ";",
        ",",
        "|",
        "<",
        "&",
        "]]>",
        "_x000D_",
        "_x",
        "_",
        "\u0007",
        "\uFFFE",
        "😀",
        "ờ",
        "Đ",
        "1",
        "A",
        "HYPERLINK(\"http://x\")",
        "cmd|'/C calc'!A0"
    };

    private Hostile() {}

    public static String text(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(6); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
