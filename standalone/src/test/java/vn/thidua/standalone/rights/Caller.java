package vn.thidua.standalone.rights;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.identity.testing.StubIssuer;

/** Who calls: a column of the matrix. HBT heads the cluster that the objects belong to, LB another one. */
enum Caller {
    /** Without a token. */
    NOBODY,
    PUBLIC,
    OPERATIONS,
    CITY,
    /** A district that the object is none of the business of, although it heads a cluster of its own. */
    FOREIGN,
    /** A member of the object's cluster, and the owner of what a single unit owns. */
    MEMBER,
    /** The unit that heads the object's cluster now. */
    HEAD,
    /** The head, with every scope but the one that is needed. */
    NO_SCOPE;

    /** As the table's header has it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Nullable
    String token(StubIssuer issuer, Operation operation) {
        return switch (this) {
            case NOBODY -> null;
            case PUBLIC -> issuer.publicReader();
            case OPERATIONS -> issuer.operations();
            case CITY -> issuer.city();
            case FOREIGN -> issuer.district(Scene.FOREIGN);
            case MEMBER -> issuer.district(Scene.MEMBER);
            case HEAD -> issuer.district(Scene.HEAD);
            case NO_SCOPE ->
                issuer.token(claims -> claims.claim("thidua_role", "DISTRICT")
                        .claim("thidua_unit", Scene.HEAD)
                        .claim("scope", allBut(operation.scope())));
        };
    }

    private static String allBut(String scope) {
        return Stream.of("scoring", "ranking", "notification")
                .flatMap(service -> Stream.of(service + ".read", service + ".write"))
                .filter(each -> !each.equals(scope))
                .collect(Collectors.joining(" "));
    }
}
