package dev.dvp.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.Problem;
import dev.dvp.core.documents.YamlReader;
import dev.dvp.core.manifest.PluginType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationCatalogueTest {
  private final OperationCatalogue catalogue = OperationCatalogue.get();

  @Test
  void holdsEveryRowOfTheResource() {
    assertThat(catalogue.operations()).hasSize(25);
    assertThat(catalogue.migrations()).hasSize(5);
    assertThat(catalogue.workflows()).hasSize(16);
    assertThat(catalogue.decorators()).hasSize(27);
  }

  /** It is written anew by {@code -Ddvp.golden=write}. */
  @Test
  void whatIsReadAtRunTimeIsTheCatalogue() throws IOException {
    Path folder = Path.of("src/main/resources/dev/dvp/core/operations");
    List<Problem> problems = new ArrayList<>();
    String wanted =
        YamlReader.read(folder.resolve("operations.yml"), Limits.HAND_WRITTEN, problems::add)
                .orElseThrow()
                .root()
                .toPrettyString()
            + "\n";
    assertThat(problems).isEmpty();
    if ("write".equals(System.getProperty("dvp.golden"))) {
      Files.writeString(folder.resolve("operations.json"), wanted);
    }
    assertThat(folder.resolve("operations.json")).hasContent(wanted);
  }

  @Test
  void manifestKeysComeOnceInTheOrderOfTheRows() {
    assertThat(catalogue.manifestKeys()).hasSize(22).doesNotHaveDuplicates();
    assertThat(catalogue.manifestKeys())
        .startsWith("hasRepositoryDiscovery", "hasSourceConfigDiscovery", "hasLinkedPreSnapshot")
        .endsWith("hasVirtualStatus", "hasVirtualSourceSize");
  }

  @Test
  void aTypeHasEachDecoratorOnce() {
    for (PluginType type : PluginType.values()) {
      assertThat(catalogue.operationsFor(type))
          .extracting(Operation::decorator)
          .doesNotHaveDuplicates();
    }
    assertThat(catalogue.operationsFor(PluginType.DIRECT)).hasSize(17);
    assertThat(catalogue.operationsFor(PluginType.STAGED)).hasSize(22);
  }

  @Test
  void argumentsDependOnTheType() {
    assertThat(arguments("linked.pre_snapshot", PluginType.DIRECT)).startsWith("direct_source");
    assertThat(arguments("linked.pre_snapshot", PluginType.STAGED)).startsWith("staged_source");
    assertThat(catalogue.operation("linked.worker", PluginType.DIRECT)).isEmpty();
    assertThat(catalogue.operation("linked.nothing", PluginType.STAGED)).isEmpty();
  }

  private List<String> arguments(String decorator, PluginType type) {
    return catalogue.operation(decorator, type).orElseThrow().arguments();
  }

  @Test
  void everyWorkflowThatAnOperationNamesIsThere() {
    assertThat(catalogue.operations())
        .flatExtracting(Operation::workflows)
        .allMatch(
            name -> catalogue.workflows().containsKey(name) || name.equals("Environment Refresh"));
  }

  @Test
  void aRowIsReadWhole() {
    Operation configure = catalogue.operation("virtual.configure", PluginType.DIRECT).orElseThrow();
    assertThat(configure.title()).isEqualTo("Virtual Source Configure");
    assertThat(configure.manifestKey()).isEqualTo("hasVirtualConfigure");
    assertThat(configure.required()).isTrue();
    assertThat(configure.arguments()).containsExactly("virtual_source", "repository", "snapshot");
    assertThat(configure.returns()).isEqualTo("SourceConfigDefinition");
    assertThat(configure.workflows())
        .containsExactly("Virtual Source Provision", "Virtual Source Refresh");
    assertThat(catalogue.migration("upgrade.snapshot").orElseThrow().arguments())
        .containsExactly("old_snapshot");
    assertThat(catalogue.workflows().get("Linked Source Disable"))
        .containsExactly("staged(linked.stop_staging)");
  }
}
