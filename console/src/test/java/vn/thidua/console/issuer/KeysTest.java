package vn.thidua.console.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signing key outlives the process, and nobody else can read it. */
class KeysTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void a_key_is_made_once_and_found_again() throws IOException {
        var file = folder.resolve("new/signing-key.pem");

        var first = new Keys(file).await();
        var second = new Keys(file).await();

        assertThat(second).isEqualTo(first);
        assertThat(second.getKeys()).singleElement().matches(key -> key.isPrivate() && key.size() == 2048);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).as("nothing half done").containsExactly(file);
        }
    }

    @Test
    void without_a_file_each_start_has_its_own() {
        assertThat(new Keys(null).await()).isNotEqualTo(new Keys(null).await());
    }

    @Test
    void a_file_that_is_no_key_ends_the_start_and_is_left_alone() throws IOException {
        var file = Files.writeString(folder.resolve("key.pem"), "-----BEGIN CERTIFICATE-----\nMII\n");

        assertThatThrownBy(() -> new Keys(file).await())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("it is not a private key in PEM (PKCS #8)")
                .hasMessageContaining("key.pem");
        assertThat(file).hasContent("-----BEGIN CERTIFICATE-----\nMII\n");
    }
}
