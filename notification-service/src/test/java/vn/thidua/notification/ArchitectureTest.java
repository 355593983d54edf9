package vn.thidua.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.annotation.Configuration;

@AnalyzeClasses(packages = "vn.thidua.notification", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_form_no_cycle =
            slices().matching("vn.thidua.notification.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule parts_of_a_feature_form_no_cycle =
            slices().matching("vn.thidua.notification.inbox.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule a_feature_s_root_knows_no_technology = classes()
            .that()
            .resideInAnyPackage("vn.thidua.notification.notice", "vn.thidua.notification.inbox")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "vn.thidua.events",
                    "vn.thidua.identity",
                    "vn.thidua.messaging.problem",
                    "vn.thidua.notification.notice",
                    "vn.thidua.notification.inbox");

    @ArchTest
    static final ArchRule services_never_see_each_other_s_code = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("vn.thidua.scoring..", "vn.thidua.ranking..", "vn.thidua.console..");

    @ArchTest
    static final ArchRule time_and_ids_are_passed_in = noClasses()
            .that()
            .areNotAnnotatedWith(Configuration.class)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Clock.class, "systemUTC");
}
