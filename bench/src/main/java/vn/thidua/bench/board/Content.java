package vn.thidua.bench.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreTable;

/**
 * What one revision of a sheet says. Points in hundredths.
 *
 * @param marks one for each criterion, in the order of the score table
 * @param adjustments bonuses above zero, penalties below
 */
public record Content(List<Integer> marks, List<Adjustment> adjustments) {

    public Content {
        marks = List.copyOf(marks);
        adjustments = List.copyOf(adjustments);
    }

    /** The marks by the code of their criterion. */
    public Map<String, Integer> marksByCode(ScoreTable table) {
        var byCode = new LinkedHashMap<String, Integer>();
        var criteria = table.criteria();
        for (var index = 0; index < criteria.size(); index++) {
            byCode.put(criteria.get(index).code(), marks.get(index));
        }
        return byCode;
    }
}
