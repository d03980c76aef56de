package dev.dvp.localengine.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.libraries.EnvironmentLibrary;
import dev.dvp.localengine.libraries.Leftovers;
import dev.dvp.localengine.libraries.Surroundings;
import dev.dvp.localengine.running.LibraryCallException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  @TempDir Path temporary;
  private DataFolder folder;
  private Vault vault;

  @BeforeEach
  void openTheVault() {
    folder = new DataFolder(temporary.resolve("data"));
    vault = new Vault(folder);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Test
  void whatASupplierStandsForIsGivenBack() throws Exception {
    ObjectNode password = vault.putPassword("app", "scott", "tiger");
    ObjectNode pair = vault.putKeyPair("key", "ora", "private", "public");
    assertThat(password.toString()).isEqualTo("{\"type\":\"DvpCredentials\",\"name\":\"app\"}");
    assertThat(vault.retrieve(password).toString())
        .isEqualTo("{\"type\":\"password\",\"username\":\"scott\",\"password\":\"tiger\"}");
    assertThat(new Vault(folder).retrieve(pair).toString())
        .isEqualTo(
            "{\"type\":\"keyPair\",\"username\":\"ora\",\"privateKey\":\"private\","
                + "\"publicKey\":\"public\"}");
    assertThat(vault.all())
        .containsExactly(
            new Vault.Shown("app", "password", "scott"), new Vault.Shown("key", "keyPair", "ora"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.credentials())))
        .isEqualTo("rw-------");
    vault.putPassword("app", "scott", "lion");
    assertThat(vault.retrieve(password).path("password").asText()).isEqualTo("lion");
    vault.remove("app");
    assertThatThrownBy(() -> vault.retrieve(password)).hasMessageContaining("`app`");
    assertThatThrownBy(() -> vault.remove("app")).hasMessageContaining("`app`");
    assertThatThrownBy(() -> vault.putPassword("a b", "x", "tiger"))
        .hasMessageNotContaining("tiger");
  }

  @Test
  void aPluginUpgradesAndRetrieves() throws Exception {
    EnvironmentLibrary library =
        new EnvironmentLibrary(
            List.of(),
            new Surroundings(folder, Map.of(), List.of(), Optional.empty(), Leftovers.KEPT));
    ObjectNode asked = object().put("password", "tiger").putNull("username");
    var supplier = library.call("upgrade_password", asked);
    assertThat(library.call("upgrade_password", asked)).isEqualTo(supplier);
    assertThat(library.call("upgrade_password", asked.deepCopy().put("username", "scott")))
        .isNotEqualTo(supplier);
    assertThat(supplier.toString()).doesNotContain("tiger");
    ObjectNode retrieving = object();
    retrieving.set("credentialsSupplier", supplier);
    assertThat(library.call("retrieve_credentials", retrieving).toString())
        .isEqualTo("{\"type\":\"password\",\"username\":\"\",\"password\":\"tiger\"}");
    ObjectNode other = object();
    other.putObject("credentialsSupplier").put("type", "Other").put("password", "tiger");
    assertThatThrownBy(() -> library.call("retrieve_credentials", other))
        .isInstanceOfSatisfying(
            LibraryCallException.class, e -> assertThat(e.isActionable()).isTrue())
        .hasMessageContaining("dvp env credentials")
        .hasMessageNotContaining("tiger");
    other.set("credentialsSupplier", Vault.supplier("nobody"));
    assertThatThrownBy(() -> library.call("retrieve_credentials", other))
        .hasMessageContainingAll("`nobody`", "--password-stdin");
  }
}
