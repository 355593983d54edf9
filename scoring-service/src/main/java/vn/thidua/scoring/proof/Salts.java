package vn.thidua.scoring.proof;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * The salts that commitments are made with: kept beside the log, so that a text can be forgotten by forgetting its salt.
 * Thread-safe.
 */
public interface Salts {

    /**
     * The salts of some subjects, made the first time that they are asked for; the same ever after.
     *
     * @param counts how many texts each subject has; a subject is a revision of a sheet, or a board
     * @return those of every subject
     */
    Map<String, List<byte[]>> of(Map<String, Integer> counts);

    /** The salts of one subject. */
    default List<byte[]> of(String subject, int count) {
        return requireNonNull(of(Map.of(subject, count)).get(subject));
    }
}
