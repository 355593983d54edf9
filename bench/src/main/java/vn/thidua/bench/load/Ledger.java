package vn.thidua.bench.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.thidua.bench.run.Findings;
import vn.thidua.events.Receipt;

/**
 * Every receipt that was given. One revision has one receipt, however often it is asked for: a second one that differs
 * is a finding. Thread-safe.
 */
public final class Ledger {

    private final Map<String, Receipt> receipts = new ConcurrentHashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Findings findings;
    private final long watched;
    private final Runnable whenReached;

    public Ledger(Findings findings) {
        this(findings, Long.MAX_VALUE, () -> {});
    }

    /** Runs the action, once, as soon as that many submissions have been acknowledged. */
    public Ledger(Findings findings, long watched, Runnable whenReached) {
        this.findings = findings;
        this.watched = watched;
        this.whenReached = whenReached;
    }

    /** Keeps the receipt that a submission was answered with. */
    public void acknowledge(Submission submission, Receipt proved) {
        var receipt = unproved(proved);
        check(submission.key(), submission.sheet().id(), submission.revision(), receipt);
        submission.acknowledged(receipt);
        if (acknowledged.incrementAndGet() == watched) {
            whenReached.run();
        }
    }

    /** Holds a receipt that was not waited for against the one that was. */
    void checkAgain(String key, Receipt proved) {
        var receipt = unproved(proved);
        var first = receipts.get(key);
        if (first != null && !first.equals(receipt)) {
            findings.wrong("%s got the receipt %s, then %s".formatted(key, first, receipt));
        }
    }

    /** A repeat's proof may be of a later checkpoint, and twenty thousand of them take much memory. */
    private static Receipt unproved(Receipt receipt) {
        return receipt.with(null);
    }

    private void check(String key, String sheet, int revision, Receipt receipt) {
        if (!receipt.sheet().equals(sheet) || receipt.revision() != revision) {
            var found = "%s was acknowledged as %s".formatted(key, receipt);
            if (receipt.revision() > revision) {
                findings.countedTwice(found);
            } else {
                findings.wrong(found);
            }
        }
        var first = receipts.putIfAbsent(key, receipt);
        if (first != null && !first.equals(receipt)) {
            findings.wrong("%s got the receipt %s, then %s".formatted(key, first, receipt));
        }
    }

    /** How many submissions have been acknowledged, repeats among them. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** The receipt of a sheet's revision, if one was given. */
    public @Nullable Receipt receipt(String sheet, int revision) {
        return receipts.get(sheet + "#" + revision);
    }
}
