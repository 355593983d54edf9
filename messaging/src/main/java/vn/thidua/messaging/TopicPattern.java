package vn.thidua.messaging;

/** What the topics have in common that a regular expression stands for. */
final class TopicPattern {

    private static final String META = "[](){}.*+?^$|\\";
    private static final String QUANTIFIERS = "*?+{";

    private TopicPattern() {}

    /**
     * The name that all of them begin with, up to the last dot of it: {@code a.b} for {@code a\.b\.[A-Z]+}. Empty when
     * there is none, or when it takes more than reading from the left to know.
     */
    static String common(String regex) {
        if (regex.contains("|")) {
            return "";
        }
        var common = new StringBuilder();
        var at = 0;
        while (at < regex.length()) {
            var literal = regex.charAt(at);
            var width = 1;
            if (literal == '\\' && at + 1 < regex.length() && META.indexOf(regex.charAt(at + 1)) >= 0) {
                literal = regex.charAt(at + 1);
                width = 2;
            } else if (META.indexOf(literal) >= 0) {
                break;
            }
            at += width;
            if (at < regex.length() && QUANTIFIERS.indexOf(regex.charAt(at)) >= 0) {
                break;
            }
            common.append(literal);
        }
        return common.substring(0, Math.max(0, common.lastIndexOf(".")));
    }
}
