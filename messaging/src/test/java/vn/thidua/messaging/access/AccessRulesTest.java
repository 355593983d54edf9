package vn.thidua.messaging.access;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {

    @Test
    void aRuleIsALineOfFiveWords() {
        assertThat(AccessRules.parse("""
                # everything
                he-thong-hbt write topic literal thidua.intake.v1.HBT

                  he-thong-hbt  describe-configs\tgroup prefixed he-thong-hbt.   # its own
                """))
                .containsExactly(
                        new AclBinding(
                                new ResourcePattern(ResourceType.TOPIC, "thidua.intake.v1.HBT", PatternType.LITERAL),
                                new AccessControlEntry(
                                        "User:he-thong-hbt", "*", AclOperation.WRITE, AclPermissionType.ALLOW)),
                        new AclBinding(
                                new ResourcePattern(ResourceType.GROUP, "he-thong-hbt.", PatternType.PREFIXED),
                                new AccessControlEntry(
                                        "User:he-thong-hbt",
                                        "*",
                                        AclOperation.DESCRIBE_CONFIGS,
                                        AclPermissionType.ALLOW)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"an read topic literal x", "an describe-configs transactional-id prefixed y."})
    void aRuleCanBeWrittenAsItsLineAgain(String line) {
        assertThat(AccessRules.parse(line))
                .singleElement()
                .satisfies(rule -> assertThat(AccessRules.line(rule)).isEqualTo(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "an read topic literal | 4 words",
                "an read topic literal x y | 6 words",
                "* read topic literal x | not the name of one principal",
                "User:an read topic literal x | not the name of one principal",
                "an all topic literal x | not one operation of",
                "an READ topic literal x | not one operation of read, write",
                "an read any literal x | not one resource type of topic, group",
                "an read topic match x | not one pattern type of literal, prefixed"
            })
    void whatIsNoRuleIsRefusedWithItsLine(String line, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.parse("an read topic literal x\n" + line))
                .withMessageStartingWith("line 2: ")
                .withMessageContaining(why);
    }

    @Test
    void aRuleThatIsThereTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRules.parse("an read topic literal x\n\nan  read topic literal x # again"))
                .withMessageContaining("line 3: this rule is there already");
    }

    @Test
    void thePackagedRulesAreTheFileOfTheDeployment() throws IOException {
        assertThat(AccessRules.packaged())
                .isNotEmpty()
                .isEqualTo(AccessRules.parse(Files.readString(Path.of("../deploy/kafka/acls.txt"))));
    }

    @Test
    void accountsAreAPrincipalAndAPasswordALine() {
        assertThat(Accounts.parse("an mot hai\n\n  binh ba  \n"))
                .containsExactly(entry("an", "mot hai"), entry("binh", "ba"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accounts.parse("an mot\nbinh"))
                .withMessage("line 2: a principal without a password");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accounts.parse("an mot\nan hai"))
                .withMessage("line 2: this principal has a password already");
    }
}
