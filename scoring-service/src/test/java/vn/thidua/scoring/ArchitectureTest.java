package vn.thidua.scoring;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.thidua.messaging.AuthContext;

@AnalyzeClasses(packagesOf = ScoringService.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final List<String> FEATURES = List.of(
            "access",
            "audit",
            "unit",
            "cluster",
            "leadership",
            "scoretable",
            "board",
            "sheet",
            "trial",
            "appraisal",
            "evidence",
            "proof",
            "quarantine",
            "system",
            "intake",
            "file");
    private static final String[] ROOTS =
            FEATURES.stream().map(feature -> "vn.thidua.scoring." + feature).toArray(String[]::new);

    @ArchTest
    static final ArchRule featuresFormNoCycle =
            slices().matching("vn.thidua.scoring.(*)..").should().beFreeOfCycles();

    /** What a sheet is and when it counts is said without a word of stores, brokers and the web. */
    @ArchTest
    static final ArchRule aFeatureIsPureAtItsRoot = classes()
            .that()
            .resideInAnyPackage(ROOTS)
            .should()
            .onlyDependOnClassesThat(describe(
                    "are of the JDK, the contract, refusals, or another feature's root",
                    (JavaClass type) -> isPure(type.getPackageName()) || type.isEquivalentTo(AuthContext.class)));

    @ArchTest
    static final ArchRule timeAndIdsArePassedIn =
            noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule adaptersDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("..web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..mongo..", "..kafka..");

    private static boolean isPure(String name) {
        return name.startsWith("java.")
                || name.equals("org.jspecify.annotations")
                || name.equals("vn.thidua.events")
                // What a score table means is pure, too.
                || name.startsWith("vn.thidua.rules")
                // The contract's own JSON: events are read, and an answer carries its problem as a tree.
                || name.startsWith("tools.jackson.")
                || name.equals("vn.thidua.messaging.problem")
                || name.equals("vn.thidua.messaging.patrol")
                // The log's format, pure as well.
                || name.startsWith("vn.thidua.proof")
                // Who is acting is part of what is decided.
                || name.equals("vn.thidua.identity")
                || List.of(ROOTS).contains(name)
                || name.isEmpty();
    }
}
