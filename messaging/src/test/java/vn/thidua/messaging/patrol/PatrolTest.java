package vn.thidua.messaging.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatrolTest {

    private final List<Integer> all = new ArrayList<>();
    private boolean isLast;

    private List<Integer> page(@Nullable Integer after, int limit) {
        var some = all.stream()
                .filter(one -> after == null || one > after)
                .limit(limit)
                .toList();
        isLast = some.size() < limit;
        return some;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "4, 1", "5, 2", "225, 46", "900, 46", "9000, 451"})
    void comesRoundInFewPortionsOfNoMoreThanTwenty(int count, int portions) {
        IntStream.range(0, count).forEach(all::add);
        var patrol = new Patrol<>(this::page, one -> one);
        oneRound(patrol); // in which it learns how much there is

        var second = oneRound(patrol);

        assertThat(second).hasSize(portions).allSatisfy(some -> assertThat(some).hasSizeLessThanOrEqualTo(20));
        assertThat(second.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
    }

    @Test
    void whatComesAndGoesMeanwhileHoldsNothingUp() {
        IntStream.range(0, 100).forEach(all::add);
        var patrol = new Patrol<>(this::page, one -> one);
        patrol.next();
        all.removeIf(one -> one > 50);
        all.add(200);

        assertThat(oneRound(patrol).getLast()).contains(200);
        assertThat(patrol.next()).startsWith(0);
    }

    /** Until there was less than asked for. */
    private List<List<Integer>> oneRound(Patrol<Integer, Integer> patrol) {
        var portions = new ArrayList<List<Integer>>();
        do {
            portions.add(patrol.next());
        } while (!isLast);
        return portions;
    }
}
