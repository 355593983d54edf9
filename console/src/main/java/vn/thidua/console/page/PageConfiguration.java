package vn.thidua.console.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.WebContentInterceptor;

/** Language and freshness of every page. What is relayed keeps its own headers. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    private static final String[] NOT_PAGES = {"/api/**", "/webjars/**", "/*.css", "/fonts/**", "/*.svg"};

    private final LanguageChoice language = new LanguageChoice();

    @Bean
    LocaleResolver localeResolver() {
        return language;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var fresh = new WebContentInterceptor();
        fresh.addCacheMapping(CacheControl.noCache().cachePrivate(), "/**");
        registry.addInterceptor(fresh).excludePathPatterns(NOT_PAGES);
        registry.addInterceptor(language).excludePathPatterns(NOT_PAGES);
    }
}
