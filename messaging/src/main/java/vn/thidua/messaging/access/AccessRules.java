package vn.thidua.messaging.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The access rules as text, one a line: {@code principal operation resource-type pattern-type name}. What follows a
 * {@code #} is a comment. Every rule allows something to one principal; nothing can be denied, because what is not
 * allowed is.
 */
public final class AccessRules {

    private static final String PACKAGED = "acls.txt";
    private static final String FORM = "principal operation resource-type pattern-type name";
    private static final Pattern PRINCIPAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private static final Set<AclOperation> OPERATIONS =
            EnumSet.complementOf(EnumSet.of(AclOperation.UNKNOWN, AclOperation.ANY, AclOperation.ALL));

    private static final Set<ResourceType> RESOURCES =
            EnumSet.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.CLUSTER, ResourceType.TRANSACTIONAL_ID);

    private static final Set<PatternType> PATTERNS = EnumSet.of(PatternType.LITERAL, PatternType.PREFIXED);

    private AccessRules() {}

    /** The rules that this version comes with: {@code deploy/kafka/acls.txt}. */
    public static List<AclBinding> packaged() {
        try (var file = AccessRules.class.getResourceAsStream(PACKAGED)) {
            if (file == null) {
                throw new IllegalStateException(PACKAGED + " is not packaged");
            }
            return parse(new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads rules, in the order of their lines.
     *
     * @throws IllegalArgumentException naming the line that is no rule, or is there twice
     */
    public static List<AclBinding> parse(String text) {
        var rules = new LinkedHashSet<AclBinding>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = words(line);
            if (words.isEmpty()) {
                continue;
            }
            AclBinding rule;
            try {
                rule = rule(words);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
            if (!rules.add(rule)) {
                throw new IllegalArgumentException("line " + number + ": this rule is there already: " + line.strip());
            }
        }
        return List.copyOf(rules);
    }

    /** A rule as its line. */
    public static String line(AclBinding rule) {
        var entry = rule.entry();
        var line = String.join(
                " ",
                entry.principal().replaceFirst("^User:", ""),
                word(entry.operation()),
                word(rule.pattern().resourceType()),
                word(rule.pattern().patternType()),
                rule.pattern().name());
        var allowed = entry.permissionType() == AclPermissionType.ALLOW
                && entry.host().equals("*");
        return allowed ? line : line + " (" + word(entry.permissionType()) + " from " + entry.host() + ")";
    }

    private static List<String> words(String line) {
        var rule = line.replaceFirst("#.*", "").strip();
        return rule.isEmpty() ? List.of() : List.of(rule.split("\\s+"));
    }

    private static AclBinding rule(List<String> words) {
        if (words.size() != 5) {
            throw new IllegalArgumentException(words.size() + " words instead of five: " + FORM);
        }
        var principal = words.get(0);
        if (!PRINCIPAL.matcher(principal).matches()) {
            throw new IllegalArgumentException("\"" + principal + "\" is not the name of one principal");
        }
        return new AclBinding(
                new ResourcePattern(
                        one(words.get(2), RESOURCES, "resource type"),
                        words.get(4),
                        one(words.get(3), PATTERNS, "pattern type")),
                new AccessControlEntry(
                        "User:" + principal, "*", one(words.get(1), OPERATIONS, "operation"), AclPermissionType.ALLOW));
    }

    private static <E extends Enum<E>> E one(String word, Set<E> known, String what) {
        var words = new ArrayList<String>();
        for (var one : known) {
            if (word(one).equals(word)) {
                return one;
            }
            words.add(word(one));
        }
        throw new IllegalArgumentException(
                "\"%s\" is not one %s of %s".formatted(word, what, String.join(", ", words)));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
