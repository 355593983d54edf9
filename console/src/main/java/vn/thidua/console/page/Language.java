package vn.thidua.console.page;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/** A language that the pages are written in. Vietnamese is the default, whatever the browser prefers. */
public enum Language {
    VI("vi", Locale.of("vi", "VN")),
    EN("en", Locale.UK);

    private final String tag;
    private final Locale locale;

    Language(String tag, Locale locale) {
        this.tag = tag;
        this.locale = locale;
    }

    /** As in {@code <html lang>} and {@code ?lang=}. */
    public String tag() {
        return tag;
    }

    Locale locale() {
        return locale;
    }

    /** The language of the request being answered. */
    public static Language current() {
        return LocaleContextHolder.getLocale().getLanguage().equals(EN.tag) ? EN : VI;
    }

    static Optional<Language> of(@Nullable String tag) {
        for (var language : values()) {
            if (language.tag.equals(tag)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
