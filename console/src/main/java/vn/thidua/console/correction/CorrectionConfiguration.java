package vn.thidua.console.correction;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.thidua.console.service.Service;
import vn.thidua.console.service.Services;

@Configuration(proxyBeanMethods = false)
class CorrectionConfiguration {

    @Bean
    Corrections corrections(Services services) {
        return services.client(Service.RANKING, Corrections.class);
    }
}
