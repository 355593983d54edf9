package vn.thidua.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredTopicsTest {

    @Test
    void are_read_by_kind() {
        assertThat(DeclaredTopics.parse("""
                # all of them
                events thidua.a 4 # in order by board

                dead-letters thidua.a.reader.dlt 1
                """))
                .containsExactly(TopicPlan.events("thidua.a", 4), TopicPlan.deadLetters("thidua.a.reader.dlt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events thidua.a",
                "events thidua.a 0",
                "events thidua.a four",
                "dead-letters thidua.a.dlt 2",
                "table thidua.a 4",
                "events thidua.a 4\nevents thidua.a 4"
            })
    void are_refused_where_they_cannot_be_meant(String text) {
        assertThatThrownBy(() -> DeclaredTopics.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line ");
    }

    @Test
    void are_only_what_stands_there() {
        assertThat(DeclaredTopics.named("thidua.scoring.v1").partitions()).isEqualTo(4);
        assertThatThrownBy(() -> DeclaredTopics.named("thidua.other.v1"))
                .hasMessageContaining("thidua.other.v1 is not declared");
    }
}
