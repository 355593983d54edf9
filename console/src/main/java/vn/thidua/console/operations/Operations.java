package vn.thidua.console.operations;

import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** The operator's page: lag, outbox, dead letters and rates at a glance, whatever is down. */
@Controller
class Operations {

    private final Observations observations;
    private final Clock clock;

    Operations(Observations observations, Clock clock) {
        this.observations = observations;
        this.clock = clock;
    }

    @GetMapping("/operations")
    String operations(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean part, Model model) {
        model.addAttribute("reports", observations.now());
        model.addAttribute("shadow", observations.shadow().orElse(null));
        model.addAttribute("at", clock.instant());
        return part ? "operations :: reports" : "operations";
    }
}
