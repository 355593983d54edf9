package vn.thidua.console.inbox;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import vn.thidua.console.service.NotThere;
import vn.thidua.console.service.ServiceSilent;

/** Inboxes: who has one, what is in it, and what has been read. */
@Controller
class InboxPages {

    /** The City committee's inbox. */
    private static final String CITY = "CITY";

    private static final int PER_PAGE = 20;
    private static final Pattern RECIPIENT = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");

    private final Inboxes inboxes;
    private final Names names;

    InboxPages(Inboxes inboxes, Names names) {
        this.inboxes = inboxes;
        this.names = names;
    }

    @GetMapping("/inbox")
    String recipients(@RequestParam(required = false) @Nullable String after, Model model) {
        var units = names.units(after, PER_PAGE);
        model.addAttribute("city", after == null ? entry(CITY, null) : null);
        model.addAttribute(
                "entries",
                units.items().stream()
                        .map(unit -> entry(unit.id(), unit.name()))
                        .toList());
        model.addAttribute("next", units.next());
        return "inboxes";
    }

    @GetMapping("/inbox/{recipient}")
    String inbox(
            @PathVariable String recipient,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Model model) {
        var page = inboxes.items(existing(recipient), before, PER_PAGE, unread ? true : null);
        model.addAttribute("recipient", recipient);
        model.addAttribute("city", recipient.equals(CITY));
        model.addAttribute("page", page);
        model.addAttribute("before", before);
        model.addAttribute("unreadOnly", unread);
        if (part) {
            return "inbox :: items";
        }
        model.addAttribute("name", name(recipient).orElse(recipient));
        return "inbox";
    }

    @PostMapping("/inbox/{recipient}/items/{seq}/read")
    ResponseEntity<Void> read(@PathVariable String recipient, @PathVariable long seq, Listing listing) {
        inboxes.read(existing(recipient), seq);
        return listing.of(recipient);
    }

    @PostMapping("/inbox/{recipient}/items/{seq}/unread")
    ResponseEntity<Void> unread(@PathVariable String recipient, @PathVariable long seq, Listing listing) {
        inboxes.unread(existing(recipient), seq);
        return listing.of(recipient);
    }

    /** The part of the list that the reader was looking at, to come back to. */
    record Listing(@Nullable Long before, @Nullable Boolean unread) {

        ResponseEntity<Void> of(String recipient) {
            var address = UriComponentsBuilder.fromPath("/inbox/{recipient}");
            Optional.ofNullable(before).ifPresent(seq -> address.queryParam("before", seq));
            Optional.ofNullable(unread).filter(only -> only).ifPresent(only -> address.queryParam("unread", true));
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(address.buildAndExpand(recipient).toUri())
                    .build();
        }
    }

    /** A line of the list of inboxes; the count is absent where the service does not tell. */
    record Entry(String id, @Nullable String name, Inboxes.@Nullable Count count) {}

    private Entry entry(String recipient, @Nullable String name) {
        try {
            return new Entry(recipient, name, inboxes.count(recipient));
        } catch (NotThere nothingYet) {
            return new Entry(recipient, name, new Inboxes.Count(0, 0));
        }
    }

    /** A name is a courtesy: an inbox is shown without it when the scoring service is silent. */
    private Optional<String> name(String recipient) {
        try {
            return recipient.equals(CITY)
                    ? Optional.empty()
                    : Optional.of(names.unit(recipient).name());
        } catch (NotThere | ServiceSilent unknown) {
            return Optional.empty();
        }
    }

    private static String existing(String recipient) {
        if (!RECIPIENT.matcher(recipient).matches()) {
            throw new NotThere(recipient);
        }
        return recipient;
    }
}
