package vn.thidua.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "vn.thidua.proof", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Who verifies trusts the JDK alone. */
    @ArchTest
    static final ArchRule needsNothingButTheJdkExceptToSign = classes()
            .that()
            .doNotHaveFullyQualifiedName("vn.thidua.proof.note.SigningKey")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "vn.thidua.proof..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("vn.thidua.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theTreeKnowsNothingOfWhatIsInIt = noClasses()
            .that()
            .resideInAnyPackage("..proof.merkle..", "..proof.note..", "..proof.log..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..proof.entry..", "..proof.json..");

    @ArchTest
    static final ArchRule timeAndChanceComeFromOutside = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callConstructor(SecureRandom.class);
}
