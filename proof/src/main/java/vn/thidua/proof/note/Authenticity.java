package vn.thidua.proof.note;

import java.util.List;

/** Whether a note is from whom it should be. */
public sealed interface Authenticity {

    /** Known keys signed it. */
    record Signed(List<VerifierKey> by) implements Authenticity {

        public Signed {
            by = List.copyOf(by);
        }
    }

    /** No known key signed it; these names are on it. */
    record Unknown(List<String> names) implements Authenticity {

        public Unknown {
            names = List.copyOf(names);
        }
    }

    /** It names a known key that did not sign this text: the text or the signature was changed. */
    record Forged(VerifierKey key) implements Authenticity {}
}
