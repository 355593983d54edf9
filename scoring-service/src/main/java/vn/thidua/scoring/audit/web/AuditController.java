package vn.thidua.scoring.audit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.scoring.audit.AuditEntries;
import vn.thidua.scoring.audit.AuditEntry;
import vn.thidua.scoring.audit.AuditPolicy;
import vn.thidua.scoring.web.Page;

/** The audit, to read. */
@RestController
@RequestMapping("/api/scoring/v1/audit")
@Tag(name = "Audit", description = "Who changed what, and in which capacity")
class AuditController {

    private final AuditEntries entries;

    AuditController(AuditEntries entries) {
        this.entries = entries;
    }

    @GetMapping
    @Permit(Role.CITY)
    @Operation(
            summary = "What was changed, the newest first, a page at a time",
            description = "Changes of units, clusters, score tables, plans, heads, systems and quarantined events."
                    + " What events tell of carries its author itself.")
    Page<Shown> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        AuditPolicy.see(actor).orThrow();
        var page = Page.of(entries.page(after, Page.more(limit)), limit, AuditEntry::id);
        return new Page<>(page.items().stream().map(Shown::of).toList(), page.next());
    }

    /**
     * An entry as it is shown.
     *
     * @param who the account or the client
     * @param type {@code app_user} or {@code service_account}
     * @param unit the unit that it acted for, if for one
     */
    record Shown(
            String id,
            Instant at,
            String who,
            String type,
            @Nullable String capacity,
            @Nullable String unit,
            String action,
            String subject) {

        static Shown of(AuditEntry entry) {
            var by = entry.by();
            return new Shown(
                    entry.id(),
                    entry.at(),
                    by.id(),
                    by.type(),
                    by.claims().get("capacity"),
                    by.claims().get("unit"),
                    entry.action(),
                    entry.subject());
        }
    }
}
