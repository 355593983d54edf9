package vn.thidua.embedded.broker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** Makes who can log in what {@link BrokerAccess} says, whatever an older start has left in the folder. */
record Logins(BrokerAccess access) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Kafka's least: passwords of programs, on the loopback interface. */
    private static final ScramCredentialInfo STRENGTH = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

    /** All at once: who can log in with one of the new passwords knows that all of them hold. */
    void set(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        var known = admin.describeUserScramCredentials().all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        var gone = known.values().stream()
                .filter(one -> !access.credentials().containsKey(one.name()))
                .flatMap(one -> one.credentialInfos().stream()
                        .<UserScramCredentialAlteration>map(
                                info -> new UserScramCredentialDeletion(one.name(), info.mechanism())));
        var given = access.credentials().entrySet().stream()
                .<UserScramCredentialAlteration>map(
                        one -> new UserScramCredentialUpsertion(one.getKey(), STRENGTH, one.getValue()));
        admin.alterUserScramCredentials(Stream.concat(gone, given).toList())
                .all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
