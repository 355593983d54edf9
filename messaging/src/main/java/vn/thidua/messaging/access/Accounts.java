package vn.thidua.messaging.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;

/** The accounts with which principals log in to the brokers. */
public final class Accounts {

    private static final ScramCredentialInfo STRENGTH = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8192);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Accounts() {}

    /**
     * Reads accounts, one a line: a principal and its password. What is behind the password is part of it; blank lines
     * are none.
     *
     * @throws IllegalArgumentException naming the line, but never what is in it
     */
    public static Map<String, String> parse(String text) {
        var accounts = new LinkedHashMap<String, String>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            var words = line.strip().split("\\s+", 2);
            if (words.length != 2) {
                throw new IllegalArgumentException("line " + number + ": a principal without a password");
            }
            if (accounts.put(words[0], words[1]) != null) {
                throw new IllegalArgumentException("line " + number + ": this principal has a password already");
            }
        }
        return accounts;
    }

    /**
     * Gives each principal its password, also where it has another one; others keep theirs.
     *
     * @param admin may alter accounts
     * @throws KafkaException when the brokers do not answer or refuse
     */
    public static void set(Admin admin, Map<String, String> passwords) {
        try {
            admin.alterUserScramCredentials(passwords.entrySet().stream()
                            .<UserScramCredentialAlteration>map(account ->
                                    new UserScramCredentialUpsertion(account.getKey(), STRENGTH, account.getValue()))
                            .toList())
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException("The accounts could not be set: " + Reason.of(e), e);
        } catch (TimeoutException e) {
            throw new KafkaException("The accounts could not be set: the brokers do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
