package vn.thidua.ranking.standings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.ranking.standings.ShadowWatch;

@RestController
@Tag(name = "Shadow", description = "Tính lại: the standings computed a second time by code that shares nothing")
class ShadowController {

    private final ShadowWatch shadow;

    ShadowController(ShadowWatch shadow) {
        this.shadow = shadow;
    }

    @GetMapping("/api/ranking/v1/shadow")
    @Permit(Role.OPERATIONS)
    @Operation(
            summary = "In what standings differ from their independent recomputation",
            description =
                    "Of this instance, for boards that changed since its start. What differs cannot be finalised.")
    ShadowWatch.State state() {
        return shadow.state();
    }
}
