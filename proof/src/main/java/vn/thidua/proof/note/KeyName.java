package vn.thidua.proof.note;

/** What a key may be called. */
final class KeyName {

    private KeyName() {}

    /** @throws MalformedNote when the name is empty or contains a space, a plus or a control character */
    static String checked(String name) {
        var isAllowed = !name.isEmpty()
                && name.codePoints().noneMatch(c -> c == '+' || isSpace(c) || c < ' ' || (c >= 0xd800 && c <= 0xdfff));
        if (!isAllowed) {
            throw new MalformedNote("\"" + name + "\" is not the name of a key: it is empty, or has a space or a plus");
        }
        return name;
    }

    /** Unicode's White_Space, of which Java's own two predicates each leave some out. */
    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }
}
