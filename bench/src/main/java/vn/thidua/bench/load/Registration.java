package vn.thidua.bench.load;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import vn.thidua.bench.board.BenchTable;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.run.Parallel;
import vn.thidua.bench.system.Api;
import vn.thidua.standalone.access.DemoClients;

/** Makes the units, their systems, clusters, score tables and boards known, and opens the boards. */
public final class Registration {

    private static final String ROOT = "/api/scoring/v1";

    private final Api scoring;
    private final Api city;

    public Registration(Api scoring) {
        this.scoring = scoring;
        this.city = scoring.as(DemoClients.CITY);
    }

    /** Registers all of it, some clusters at a time. */
    public void register(List<GeneratedBoard> boards, int atATime) throws InterruptedException {
        boards.stream().flatMap(board -> board.units().stream()).distinct().forEach(this::registerUnit);
        var clusters = boards.stream().collect(groupingBy(GeneratedBoard::cluster));
        Parallel.each(atATime, clusters.values(), this::registerCluster);
    }

    private void registerUnit(String unit) {
        city.put(ROOT + "/units/" + unit, Map.of("name", "Đơn vị " + unit)).ok();
        city.put(ROOT + "/systems/" + unit, Map.of()).ok();
    }

    private void registerCluster(List<GeneratedBoard> boards) {
        var cluster = boards.getFirst().cluster();
        var units = boards.getFirst().units();
        city.put(
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
        city.put(ROOT + "/clusters/" + cluster + "/score-tables/" + table.version(), table)
                .ok();
        city.put(
                        ROOT + "/clusters/" + cluster + "/head",
                        Map.of("unit", boards.getFirst().head(), "from", "2000-01-01"))
                .ok();
        boards.forEach(this::open);
    }

    private void open(GeneratedBoard board) {
        var path = ROOT + "/boards/" + board.id();
        var head = scoring.asDistrict(board.head());
        head.put(
                        path,
                        Map.of(
                                "year",
                                board.year(),
                                "scoreTable",
                                BenchTable.TABLE.version(),
                                "notice",
                                "Điểm ngẫu nhiên để đo tốc độ · random marks, to measure speed"))
                .ok();
        head.post(path + "/open").ok();
    }
}
