package vn.thidua.messaging.testing;

import org.testcontainers.DockerClientFactory;

/** Whether a Docker engine answers; for {@code @EnabledIf("vn.thidua.messaging.testing.Docker#answers")}. */
public final class Docker {

    private Docker() {}

    public static boolean answers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }
}
