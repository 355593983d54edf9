package vn.thidua.console.inbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.thidua.console.service.Service;
import vn.thidua.console.service.Services;

@Configuration(proxyBeanMethods = false)
class InboxConfiguration {

    @Bean
    Inboxes inboxes(Services services) {
        return services.client(Service.NOTIFICATION, Inboxes.class);
    }

    @Bean
    Names names(Services services) {
        return services.client(Service.SCORING, Names.class);
    }
}
