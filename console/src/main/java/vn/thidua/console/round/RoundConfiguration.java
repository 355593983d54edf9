package vn.thidua.console.round;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.thidua.console.service.Service;
import vn.thidua.console.service.Services;

@Configuration(proxyBeanMethods = false)
class RoundConfiguration {

    @Bean
    Rounds rounds(Services services) {
        return services.client(Service.SCORING, Rounds.class);
    }
}
