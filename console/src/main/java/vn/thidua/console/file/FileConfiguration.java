package vn.thidua.console.file;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.thidua.console.service.Service;
import vn.thidua.console.service.Services;

@Configuration(proxyBeanMethods = false)
class FileConfiguration {

    @Bean
    SheetFiles sheetFiles(Services services) {
        return services.client(Service.SCORING, SheetFiles.class);
    }
}
