package vn.thidua.scoring.proof;

import java.util.List;

/**
 * The salts that commitments are made with: kept beside the log, so that a text can be forgotten by forgetting its salt.
 * Thread-safe.
 */
public interface Salts {

    /**
     * The salts of a subject, made the first time that they are asked for; the same ever after.
     *
     * @param subject a revision of a sheet, or a board
     * @param count how many texts it has
     */
    List<byte[]> of(String subject, int count);
}
