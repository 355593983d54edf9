package vn.thidua.faults.system;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the system consists of.
 *
 * @param brokers how many
 * @param instances how many of each service
 * @param inContainers whether brokers and store are those of {@code docker-compose.yml}, instead of processes and the
 *     embedded store
 * @param beside the folder of another version, built, that the last instance of each service runs at first
 * @param rehearsed whether each service is started and stopped once before, so that its later starts take less
 */
public record Layout(
        int brokers,
        int instances,
        boolean inContainers,
        @Nullable Path beside,
        boolean rehearsed) {}
