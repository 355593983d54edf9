package vn.thidua.standalone;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.thidua.standalone.access.DemoClients;

/**
 * Who connects to the embedded broker. The services of this process get passwords that are made at each start and kept
 * nowhere; the demo's district systems and operations have the demo's.
 */
record KafkaPrincipals(Map<String, String> passwords) {

    private static final List<String> SERVICES = List.of("scoring-service", "ranking-service", "notification-service");
    /** Those who look at lag and dead letters, and those who measure with topics of their own. */
    private static final List<String> PEOPLE = List.of("operations", "bench");

    KafkaPrincipals {
        passwords = Map.copyOf(passwords);
    }

    static KafkaPrincipals withNewPasswords() {
        var random = new SecureRandom();
        var passwords = new HashMap<String, String>();
        for (var service : SERVICES) {
            var password = new byte[24];
            random.nextBytes(password);
            passwords.put(service, Base64.getUrlEncoder().withoutPadding().encodeToString(password));
        }
        PEOPLE.forEach(name -> passwords.put(name, DemoClients.secret()));
        DemoClients.UNITS.forEach(unit -> passwords.put(DemoClients.district(unit), DemoClients.secret()));
        return new KafkaPrincipals(passwords);
    }

    /** What a service is started with. */
    Map<String, Object> settings(String service) {
        return Map.of(
                "thidua.kafka-user",
                service,
                "thidua.kafka-password",
                Objects.requireNonNull(passwords.get(service), service));
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return passwords.keySet().toString();
    }
}
