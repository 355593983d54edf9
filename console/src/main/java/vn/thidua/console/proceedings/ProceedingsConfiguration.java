package vn.thidua.console.proceedings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.thidua.console.service.Service;
import vn.thidua.console.service.Services;

@Configuration(proxyBeanMethods = false)
class ProceedingsConfiguration {

    @Bean
    Recordings recordings(Services services) {
        return services.client(Service.RANKING, Recordings.class);
    }
}
