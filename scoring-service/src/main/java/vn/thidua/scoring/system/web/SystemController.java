package vn.thidua.scoring.system.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.access.Reach;
import vn.thidua.scoring.system.DistrictSystem;
import vn.thidua.scoring.system.RegisterSystem;
import vn.thidua.scoring.system.SystemPolicy;
import vn.thidua.scoring.system.Systems;
import vn.thidua.scoring.unit.Unit;
import vn.thidua.scoring.unit.Units;
import vn.thidua.scoring.web.Page;

/** Districts' own systems: register, look up, list. */
@RestController
@RequestMapping("/api/scoring/v1/systems")
@Tag(name = "Systems", description = "The districts' own systems that send over Kafka, each on topics of its own")
class SystemController {

    private final Systems systems;
    private final RegisterSystem registerSystem;
    private final Units units;

    SystemController(Systems systems, RegisterSystem registerSystem, Units units) {
        this.systems = systems;
        this.registerSystem = registerSystem;
        this.units = units;
    }

    @PutMapping("/{unit}")
    @Permit(Role.CITY)
    @Operation(
            summary = "Register a unit's system",
            description =
                    "Its two topics are there when this is answered. Who may use them is said by the brokers' access"
                            + " rules.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Was registered before"),
                @ApiResponse(responseCode = "201", description = "Registered"),
                @ApiResponse(responseCode = "404", description = "No such unit", content = @Content)
            })
    ResponseEntity<Shown> put(Actor actor, @PathVariable String unit) {
        var authority = SystemPolicy.register(actor).orThrow();
        var known = units.find(unit).orElseThrow(() -> new RefusalException(Unit.unknown(unit)));
        var registered = registerSystem.register(known.id(), authority);
        var shown = Shown.of(registered.system());
        return registered.created()
                ? ResponseEntity.created(URI.create("/api/scoring/v1/systems/" + unit))
                        .body(shown)
                : ResponseEntity.ok(shown);
    }

    @GetMapping("/{unit}")
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(
            summary = "One unit's system",
            responses = {
                @ApiResponse(responseCode = "200", description = "The system and its topics"),
                @ApiResponse(responseCode = "404", description = "None, or another district's", content = @Content)
            })
    Shown get(Actor actor, @PathVariable String unit) {
        SystemPolicy.see(actor, unit).orThrow();
        return systems.find(unit).map(Shown::of).orElseThrow(() -> new RefusalException(DistrictSystem.unknown(unit)));
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(summary = "The systems, ordered by unit, a page at a time; a district sees its own")
    Page<Shown> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        return switch (SystemPolicy.list(actor)) {
            case Reach.OfUnit(var unit) ->
                new Page<>(
                        systems
                                .find(unit)
                                .filter(own -> after == null || own.unit().compareTo(after) > 0)
                                .map(Shown::of)
                                .stream()
                                .toList(),
                        null);
            case Reach.Everyone everyone -> {
                var page = Page.of(systems.page(after, Page.more(limit)), limit, DistrictSystem::unit);
                yield new Page<>(page.items().stream().map(Shown::of).toList(), page.next());
            }
        };
    }

    /** A system as it is shown. */
    record Shown(String unit, Instant registeredAt, String intake, String results) {

        static Shown of(DistrictSystem system) {
            return new Shown(system.unit(), system.registeredAt(), system.intake(), system.results());
        }
    }
}
