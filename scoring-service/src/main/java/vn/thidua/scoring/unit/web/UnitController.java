package vn.thidua.scoring.unit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.audit.Audit;
import vn.thidua.scoring.unit.Unit;
import vn.thidua.scoring.unit.UnitPolicy;
import vn.thidua.scoring.unit.Units;
import vn.thidua.scoring.web.Page;

/** Units: register, look up, list. */
@RestController
@RequestMapping("/api/scoring/v1/units")
@Tag(name = "Units", description = "Đơn vị: the units that score and are scored")
class UnitController {

    private final Units units;
    private final Audit audit;

    UnitController(Units units, Audit audit) {
        this.units = units;
        this.audit = audit;
    }

    @PutMapping("/{unit}")
    @Permit(Role.CITY)
    @Operation(
            summary = "Register a unit, or rename it",
            description = "Boards that are open keep the name that the unit had when they were opened.")
    ResponseEntity<Unit> put(Actor actor, @PathVariable String unit, @RequestBody Naming naming) {
        var authority = UnitPolicy.register(actor).orThrow();
        var named = new Unit(unit, naming.name() == null ? "" : naming.name().strip());
        named.refusal().ifPresent(refusal -> {
            throw new RefusalException(refusal);
        });
        var standing = units.find(unit);
        if (standing.filter(named::equals).isPresent()) {
            return ResponseEntity.ok(named);
        }
        audit.about(authority, standing.isPresent() ? "unit-renamed" : "unit-registered", "units/" + unit);
        return units.put(named)
                ? ResponseEntity.created(URI.create("/api/scoring/v1/units/" + unit))
                        .body(named)
                : ResponseEntity.ok(named);
    }

    @GetMapping("/{unit}")
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(summary = "One unit")
    Unit get(Actor actor, @PathVariable String unit) {
        UnitPolicy.see(actor).orThrow();
        return units.find(unit).orElseThrow(() -> new RefusalException(Unit.unknown(unit)));
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(summary = "The units, ordered by id, a page at a time")
    Page<Unit> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        UnitPolicy.see(actor).orThrow();
        return Page.of(units.page(after, Page.more(limit)), limit, Unit::id);
    }

    /** What a unit is called. */
    record Naming(@Nullable String name) {}
}
