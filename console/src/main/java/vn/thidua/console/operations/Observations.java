package vn.thidua.console.operations;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.console.identity.Tokens;
import vn.thidua.console.operations.ServiceReport.Pipeline;
import vn.thidua.console.operations.ServiceReport.State;
import vn.thidua.console.service.Service;
import vn.thidua.console.service.ServiceAddresses;
import vn.thidua.console.service.Services;

/** Looks at all services at once; never fails, since a service that does not answer is what the reader wants to see. */
@Component
class Observations {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Services services;
    private final ServiceAddresses addresses;
    private final JsonMapper json;
    private final Tokens tokens;

    Observations(Services services, ServiceAddresses addresses, JsonMapper json, Tokens tokens) {
        this.services = services;
        this.addresses = addresses;
        this.json = json;
        this.tokens = tokens;
    }

    List<ServiceReport> now() {
        var token = tokens.current();
        var reports =
                Stream.of(Service.values()).map(service -> look(service, token)).toList();
        return reports.stream().map(CompletableFuture::join).toList();
    }

    /** In what standings differ from their independent recomputation; nothing when nobody tells. */
    Optional<ShadowReport> shadow() {
        return ask(Service.RANKING, "/api/ranking/v1/shadow", tokens.current())
                .join()
                .filter(answer -> answer.statusCode() == 200)
                .flatMap(answer -> read(answer, ShadowReport.class));
    }

    private CompletableFuture<ServiceReport> look(Service service, String token) {
        return ask(service, "/actuator/health", token)
                .thenCombine(
                        ask(service, "/actuator/pipeline", token),
                        (health, pipeline) -> new ServiceReport(
                                service,
                                state(health),
                                pipeline.filter(answer -> answer.statusCode() == 200)
                                        .flatMap(answer -> read(answer, Pipeline.class))
                                        .orElse(null)));
    }

    private CompletableFuture<Optional<HttpResponse<byte[]>>> ask(Service service, String path, String token) {
        var request = HttpRequest.newBuilder(addresses.at(service, path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .build();
        return services.http()
                .sendAsync(request, BodyHandlers.ofByteArray())
                .thenApply(Optional::of)
                .exceptionally(silence -> Optional.empty());
    }

    private static State state(Optional<HttpResponse<byte[]>> health) {
        return health.map(answer -> answer.statusCode() == 200 ? State.UP : State.UNWELL)
                .orElse(State.DOWN);
    }

    private <T> Optional<T> read(HttpResponse<byte[]> answer, Class<T> type) {
        try {
            return Optional.of(json.readValue(answer.body(), type));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
