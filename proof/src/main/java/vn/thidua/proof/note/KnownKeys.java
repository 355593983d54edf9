package vn.thidua.proof.note;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The keys that a verifier trusts, as it learned them from somewhere else than the log. While keys are rotated there are
 * several of one name; old ones stay, for what they signed.
 */
public record KnownKeys(List<VerifierKey> keys) {

    /** @throws MalformedNote when two keys share name and id, so that nobody could tell which one signed */
    public KnownKeys {
        keys = List.copyOf(keys);
        for (var key : keys) {
            if (keys.stream()
                            .filter(other -> isCalled(other, key.name(), key.id()))
                            .count()
                    > 1) {
                throw new MalformedNote("two keys have the same name and id: " + key);
            }
        }
    }

    /** These keys. */
    public static KnownKeys of(VerifierKey... keys) {
        return new KnownKeys(List.of(keys));
    }

    /** The keys in these published forms. */
    public static KnownKeys parse(Collection<String> texts) {
        return new KnownKeys(texts.stream().map(VerifierKey::parse).toList());
    }

    Optional<VerifierKey> called(String name, int id) {
        return keys.stream().filter(key -> isCalled(key, name, id)).findFirst();
    }

    private static boolean isCalled(VerifierKey key, String name, int id) {
        return key.id() == id && key.name().equals(name);
    }
}
