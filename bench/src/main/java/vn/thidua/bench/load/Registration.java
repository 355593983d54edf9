package vn.thidua.bench.load;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import vn.thidua.bench.board.BenchTable;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.run.Parallel;
import vn.thidua.bench.system.Api;

/** Makes the units, clusters, score tables and boards known, and opens the boards. */
public final class Registration {

    private static final String ROOT = "/api/scoring/v1";

    private final Api scoring;

    public Registration(Api scoring) {
        this.scoring = scoring;
    }

    /** Registers all of it, some clusters at a time. */
    public void register(List<GeneratedBoard> boards, int atATime) throws InterruptedException {
        var clusters = boards.stream().collect(groupingBy(GeneratedBoard::cluster));
        Parallel.each(atATime, clusters.values(), this::registerCluster);
    }

    private void registerCluster(List<GeneratedBoard> boards) {
        var cluster = boards.getFirst().cluster();
        var units = boards.getFirst().units();
        units.forEach(unit -> scoring.put(ROOT + "/units/" + unit, Map.of("name", "Đơn vị " + unit))
                .ok());
        scoring.put(
                        ROOT + "/clusters/" + cluster,
                        Map.of(
                                "name",
                                "Cụm " + cluster,
                                "members",
                                units.stream()
                                        .map(unit -> Map.of("unit", unit, "from", "2000-01-01"))
                                        .toList()))
                .ok();
        var table = BenchTable.TABLE;
        scoring.put(ROOT + "/clusters/" + cluster + "/score-tables/" + table.version(), table)
                .ok();
        boards.forEach(this::open);
    }

    private void open(GeneratedBoard board) {
        var path = ROOT + "/boards/" + board.id();
        scoring.put(
                        path,
                        Map.of(
                                "year",
                                board.year(),
                                "head",
                                board.units().getFirst(),
                                "scoreTable",
                                BenchTable.TABLE.version(),
                                "notice",
                                "Điểm ngẫu nhiên để đo tốc độ · random marks, to measure speed"))
                .ok();
        scoring.post(path + "/open").ok();
    }
}
