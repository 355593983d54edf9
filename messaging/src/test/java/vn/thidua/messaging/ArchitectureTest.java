package vn.thidua.messaging;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import vn.thidua.events.OnlyUtf8;
import vn.thidua.events.UnreadableEvent;

@AnalyzeClasses(packages = "vn.thidua.messaging", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsNothingOfScoring = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("vn.thidua..")
                    .and(not(resideInAPackage("vn.thidua.messaging..")))
                    .and(not(belongToAnyOf(UnreadableEvent.class, OnlyUtf8.class))));

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("vn.thidua.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule featuresDoNotKnowTheWhole = noClasses()
            .that()
            .resideInAnyPackage(
                    "..messaging.access..", "..messaging.live..", "..messaging.operations..", "..messaging.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("vn.thidua.messaging");

    @ArchTest
    static final ArchRule onlyConfigurationTakesTheTimeFromTheSystem = noClasses()
            .that()
            .doNotHaveSimpleName("MessagingConfiguration")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(UUID.class, "randomUUID");
}
