package vn.thidua.messaging;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two lines why the service does not start, instead of a stack trace. */
final class UnsafeConfigurationAnalyzer extends AbstractFailureAnalyzer<UnsafeConfiguration> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnsafeConfiguration cause) {
        return new FailureAnalysis(
                "With this configuration something could be lost: " + cause.getMessage() + ".",
                "Correct the configuration; the checks are not to be switched off.",
                failure);
    }
}
