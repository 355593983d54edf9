package vn.thidua.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaultsTest {

    @Test
    @Timeout(600)
    void aShortRoundWithTwoInstancesOfEachServiceViolatesNothing() {
        var printed = new StringWriter();

        var status = Faults.command(Clock.systemUTC())
                .setOut(new PrintWriter(printed, true))
                .execute("--few", "--brokers", "1", "--seed", "1", "--rate", "60");

        assertThat(status).as(printed.toString()).isZero();
        assertThat(printed.toString()).contains("4 faults of 4 kinds", "Nothing that must never happen has happened.");
    }
}
