package vn.thidua.standalone.verify;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.thidua.proof.log.TileStore;

/** Where a season's log is, and what else is known there of a board. */
interface Evidence extends AutoCloseable {

    /** The log's files. */
    TileStore log(String origin);

    /** The key as it is published beside the log; nothing where it is not. */
    Optional<String> key(String origin);

    /** The standings that are published, or nothing. */
    Optional<JsonNode> standings(String board);

    /**
     * The sheets that are kept elsewhere than in the log, by the place where they are kept and the sheet's id; {@code null}
     * when they are not to be had.
     */
    @Nullable
    Map<Place, Map<String, Kept>> sheets(String board);

    @Override
    void close();

    /** Where sheets are kept. */
    enum Place {
        SCORING("phiếu của dịch vụ chấm điểm", "the scoring service's sheets"),
        RANKING("phiếu của dịch vụ xếp hạng", "the ranking service's sheets");

        private final String vi;
        private final String en;

        Place(String vi, String en) {
            this.vi = vi;
            this.en = en;
        }

        String vi() {
            return vi;
        }

        String en() {
            return en;
        }
    }

    /** A sheet's last revision as it is kept. */
    record Kept(long revision, Map<String, Integer> marks, Map<String, Integer> adjustments) {}
}
