package vn.thidua.console.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.console.identity.Tokens;

/**
 * Asks the services on behalf of a page, and gives up soon: a person is waiting.
 *
 * <p>Every client made here brings the token of whoever is logged in, or the console's own, and answers with
 * {@link NotThere} for 404, {@link NotAllowed} for 403, {@link TokenRefused} for 401, {@link Refused} for what else is
 * refused with a reason, and with {@link ServiceSilent} for a service that is down, slow, failing or not understood. Safe for use by several threads, each while it answers a request.
 */
@Component
public final class Services {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final ServiceAddresses addresses;
    private final Tokens tokens;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    Services(ServiceAddresses addresses, Tokens tokens, JsonMapper json) {
        this.addresses = addresses;
        this.tokens = tokens;
        this.json = json;
    }

    /** A client of one service's API, from an interface with {@code @HttpExchange} methods. */
    public <T> T client(Service service, Class<T> api) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest(service)))
                .exchangeAdapterDecorator(adapter -> new Understood(service, adapter))
                .build()
                .createClient(api);
    }

    /** The connections shared by everything here that talks to a service. */
    public HttpClient http() {
        return http;
    }

    private RestClient rest(Service service) {
        var factory = new JdkClientHttpRequestFactory(http);
        factory.setReadTimeout(ANSWER);
        return RestClient.builder()
                .requestFactory(factory)
                .baseUrl(addresses.of(service))
                .requestInterceptor((request, body, execution) -> {
                    request.getHeaders().setBearerAuth(tokens.current());
                    return execution.execute(request, body);
                })
                .defaultStatusHandler(status -> status.value() == 401, (request, response) -> {
                    tokens.refused();
                    throw new TokenRefused(service);
                })
                .defaultStatusHandler(status -> status.value() == 403, (request, response) -> {
                    throw new NotAllowed(service, type(response));
                })
                .defaultStatusHandler(status -> status.value() == 404, (request, response) -> {
                    throw new NotThere(request.getURI().getPath());
                })
                .defaultStatusHandler(HttpStatusCode::is4xxClientError, (request, response) -> {
                    throw refused(service, response);
                })
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
                    throw new ServiceSilent(service, "status " + response.getStatusCode(), null);
                })
                .build();
    }

    /** What is not a problem with a reason is nothing that a reader could act on. */
    private RuntimeException refused(Service service, ClientHttpResponse answer) throws IOException {
        var status = answer.getStatusCode().value();
        try {
            var problem = json.readTree(answer.getBody());
            if (problem.path("detail").isString()) {
                return new Refused(
                        service, status, sentences(problem, "detail"), sentences(problem, "detailEn"), faults(problem));
            }
        } catch (JacksonException unreadable) {
            return new ServiceSilent(service, "status " + status, unreadable);
        }
        return new ServiceSilent(service, "status " + status, null);
    }

    private static List<String> sentences(JsonNode problem, String member) {
        var sentences = new ArrayList<String>();
        sentences.add(problem.path(member).asString(problem.path("detail").asString("")));
        problem.path("errors").forEach(error -> sentences.add(error.path(member).asString("")));
        return sentences.stream()
                .filter(sentence -> !sentence.isBlank())
                .distinct()
                .toList();
    }

    private static List<Refused.Fault> faults(JsonNode problem) {
        var faults = new ArrayList<Refused.Fault>();
        problem.path("errors").forEach(error -> {
            var vi = error.path("detail").asString("");
            faults.add(new Refused.Fault(
                    error.path("pointer").asString(""),
                    vi,
                    error.path("detailEn").asString(vi)));
        });
        return faults;
    }

    /** The type of a problem (RFC 9457), as far as the answer is one. */
    private String type(ClientHttpResponse answer) {
        try {
            return json.readTree(answer.getBody()).path("type").asString("");
        } catch (IOException | JacksonException unreadable) {
            return "";
        }
    }

    /** Whatever goes wrong on the way to an answer means the same to a page: the service is silent. */
    private static final class Understood extends HttpExchangeAdapterDecorator {

        private final Service service;

        Understood(Service service, HttpExchangeAdapter adapter) {
            super(adapter);
            this.service = service;
        }

        @Override
        public void exchange(HttpRequestValues values) {
            try {
                super.exchange(values);
            } catch (RestClientException silence) {
                throw new ServiceSilent(service, "no answer", silence);
            }
        }

        @Override
        public <T> @Nullable T exchangeForBody(HttpRequestValues values, ParameterizedTypeReference<T> type) {
            try {
                return super.exchangeForBody(values, type);
            } catch (RestClientException silence) {
                throw new ServiceSilent(service, "no answer that can be read", silence);
            }
        }
    }
}
