package vn.thidua.console.identity;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Connections to the authorization server, which give up soon: a person is waiting. */
@Component
final class IssuerConnections {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final JdkClientHttpRequestFactory requests;

    IssuerConnections() {
        requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build());
        requests.setReadTimeout(ANSWER);
    }

    RestClient rest() {
        return RestClient.builder().requestFactory(requests).build();
    }

    RestClient.Builder builder() {
        return RestClient.builder().requestFactory(requests);
    }

    RestTemplate template() {
        return new RestTemplate(requests);
    }
}
