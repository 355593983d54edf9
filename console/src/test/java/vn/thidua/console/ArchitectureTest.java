package vn.thidua.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(packages = "vn.thidua.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_form_no_cycle =
            slices().matching("vn.thidua.console.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_console_knows_the_services_by_their_public_apis_alone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "vn.thidua.events..",
                    "vn.thidua.messaging..",
                    "vn.thidua.scoring..",
                    "vn.thidua.ranking..",
                    "vn.thidua.notification..");

    @ArchTest
    static final ArchRule nobody_makes_up_the_time_or_an_id =
            noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(UUID.class, "randomUUID");
}
