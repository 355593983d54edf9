package vn.thidua.scoring.evidence;

import java.util.List;
import java.util.Optional;

/** The evidence of all boards. Durable when a method returns; thread-safe. */
public interface EvidenceStore {

    /** Keeps evidence; {@code false} when there is one with its id already, which stays as it is. */
    boolean add(Evidence evidence);

    /** Keeps the content of a file under its digest; the same content is kept once. */
    void keep(String sha256, byte[] content);

    /** The evidence with this id. */
    Optional<Evidence> find(String board, String unit, String id);

    /** All evidence of a unit on a board, the first first. */
    List<Evidence> of(String board, String unit);

    /** The content of a file. */
    Optional<byte[]> content(String sha256);
}
