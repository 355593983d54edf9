package vn.thidua.messaging.access;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Makes a cluster's access rules what the given ones say. */
public final class AccessControl {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private AccessControl() {}

    /**
     * Gives the principals that the rules name exactly these rights: adds what is missing and takes away what is not
     * there. Other principals keep theirs. Returns once the broker that was asked goes by the new rules; applying the
     * same again changes nothing.
     *
     * @param admin may describe and alter access rules
     * @throws KafkaException when the brokers do not answer, refuse, or have no access control at all
     */
    public static Changes apply(Admin admin, List<AclBinding> rules) {
        var wanted = Set.copyOf(rules);
        var principals = rules.stream().map(AccessControl::principal).collect(Collectors.toUnmodifiableSet());
        try {
            var found = found(admin, principals);
            var added = rules.stream().filter(rule -> !found.contains(rule)).toList();
            var removed = found.stream().filter(rule -> !wanted.contains(rule)).toList();
            // In this order nobody loses for a moment what both allow.
            if (!added.isEmpty()) {
                admin.createAcls(added).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (!removed.isEmpty()) {
                admin.deleteAcls(removed.stream().map(AclBinding::toFilter).toList())
                        .all()
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            await(admin, principals, wanted);
            return new Changes(added, removed);
        } catch (ExecutionException e) {
            throw new KafkaException("The access rules could not be applied: " + Reason.of(e), e);
        } catch (TimeoutException e) {
            throw new KafkaException("The access rules could not be applied: the brokers do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static String principal(AclBinding rule) {
        return rule.entry().principal();
    }

    private static Set<AclBinding> found(Admin admin, Set<String> principals)
            throws ExecutionException, TimeoutException, InterruptedException {
        return admin
                .describeAcls(AclBindingFilter.ANY)
                .values()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .stream()
                .filter(rule -> principals.contains(principal(rule)))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** A broker hears of new rules a moment after the controller has acknowledged them. */
    private static void await(Admin admin, Set<String> principals, Set<AclBinding> wanted)
            throws ExecutionException, TimeoutException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!found(admin, principals).equals(wanted)) {
            if (System.nanoTime() > until) {
                throw new TimeoutException();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** What was not as the rules say. */
    public record Changes(List<AclBinding> added, List<AclBinding> removed) {

        public Changes {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }

        /** One line for each change, {@code +} or {@code -} and the rule. */
        public List<String> lines() {
            return Stream.concat(
                            added.stream()
                                    .map(rule -> "+ " + AccessRules.line(rule))
                                    .sorted(),
                            removed.stream()
                                    .map(rule -> "- " + AccessRules.line(rule))
                                    .sorted())
                    .toList();
        }
    }
}
