package vn.thidua.ranking;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

@AnalyzeClasses(packages = "vn.thidua.ranking", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_form_no_cycle =
            slices().matching("vn.thidua.ranking.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_root_of_a_feature_knows_only_the_domain = classes()
            .that()
            .resideInAnyPackage(
                    "vn.thidua.ranking.standings", "vn.thidua.ranking.leadership", "vn.thidua.ranking.proceedings")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "vn.thidua.events",
                    "vn.thidua.identity",
                    "vn.thidua.messaging.problem",
                    "vn.thidua.messaging.patrol",
                    "vn.thidua.rules..",
                    "vn.thidua.proof.json",
                    "vn.thidua.ranking.standings",
                    "vn.thidua.ranking.leadership",
                    "vn.thidua.ranking.proceedings")
            // The one mapper of the contract's JSON, which the digest of a manifest is made from.
            .orShould()
            .haveSimpleName("ManifestDigest");

    @ArchTest
    static final ArchRule features_do_not_know_each_other =
            slices().matching("vn.thidua.ranking.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule adapters_do_not_know_each_other = slices().matching("vn.thidua.ranking.*.(mongo|kafka|web)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule services_do_not_see_each_other = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "vn.thidua.scoring..", "vn.thidua.notification..", "vn.thidua.console..", "vn.thidua.standalone..");

    @ArchTest
    static final ArchRule time_and_ids_are_passed_in = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule points_never_touch_floating_point = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Double.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Float.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(double.class, float.class);
}
