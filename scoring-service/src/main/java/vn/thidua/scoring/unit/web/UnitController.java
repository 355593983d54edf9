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
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.unit.Unit;
import vn.thidua.scoring.unit.Units;
import vn.thidua.scoring.web.Page;

/** Units: register, look up, list. */
@RestController
@RequestMapping("/api/scoring/v1/units")
@Tag(name = "Units", description = "Đơn vị: the units that score and are scored")
class UnitController {

    private final Units units;

    UnitController(Units units) {
        this.units = units;
    }

    @PutMapping("/{unit}")
    @Operation(
            summary = "Register a unit, or rename it",
            description = "Boards that are open keep the name that the unit had when they were opened.")
    ResponseEntity<Unit> put(@PathVariable String unit, @RequestBody Naming naming) {
        var named = new Unit(unit, naming.name() == null ? "" : naming.name().strip());
        named.refusal().ifPresent(refusal -> {
            throw new RefusalException(refusal);
        });
        return units.put(named)
                ? ResponseEntity.created(URI.create("/api/scoring/v1/units/" + unit))
                        .body(named)
                : ResponseEntity.ok(named);
    }

    @GetMapping("/{unit}")
    @Operation(summary = "One unit")
    Unit get(@PathVariable String unit) {
        return units.find(unit).orElseThrow(() -> new RefusalException(Unit.unknown(unit)));
    }

    @GetMapping
    @Operation(summary = "The units, ordered by id, a page at a time")
    Page<Unit> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        return Page.of(units.page(after, Page.more(limit)), limit, Unit::id);
    }

    /** What a unit is called. */
    record Naming(@Nullable String name) {}
}
