package vn.thidua.console.board;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.thidua.console.service.Service;
import vn.thidua.console.service.Services;

@Configuration(proxyBeanMethods = false)
class BoardConfiguration {

    @Bean
    Rankings rankings(Services services) {
        return services.client(Service.RANKING, Rankings.class);
    }
}
