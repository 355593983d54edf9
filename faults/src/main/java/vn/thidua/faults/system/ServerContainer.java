package vn.thidua.faults.system;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.WaitResponse;
import org.testcontainers.containers.GenericContainer;

/** A server in a container. Its port on this machine is fixed, so that it is found again once it has been killed. */
final class ServerContainer implements Server {

    private static final int STOP_SECONDS = 30;

    private final String name;
    private final GenericContainer<?> container;

    ServerContainer(String name, GenericContainer<?> container) {
        this.name = name;
        this.container = container;
    }

    @Override
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            engine().startContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void kill() throws InterruptedException {
        try {
            engine().killContainerCmd(container.getContainerId()).exec();
        } catch (ConflictException endedAlready) {
            return;
        }
        awaitEnd();
    }

    @Override
    public void stop() throws InterruptedException {
        try {
            engine().stopContainerCmd(container.getContainerId())
                    .withTimeout(STOP_SECONDS)
                    .exec();
        } catch (NotModifiedException endedAlready) {
            return;
        }
        awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
        engine().waitContainerCmd(container.getContainerId())
                .exec(new ResultCallback.Adapter<WaitResponse>())
                .awaitCompletion();
    }

    @Override
    public void hold() {
        engine().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void goOn() {
        engine().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void remove() {
        container.stop();
    }

    private DockerClient engine() {
        return container.getDockerClient();
    }

    @Override
    public String toString() {
        return name;
    }
}
