package vn.thidua.ranking;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Ranking service: turns score sheets into standings, makes results final, and keeps who leads next year. */
@SpringBootApplication(proxyBeanMethods = false)
public class RankingService {

    /** The service, configured by {@code ranking-service.yml}; further properties may be added before it is run. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(RankingService.class)
                .properties("spring.config.name=ranking-service")
                .bannerMode(Banner.Mode.OFF);
    }

    public static void main(String[] args) {
        application().run(args);
    }
}
