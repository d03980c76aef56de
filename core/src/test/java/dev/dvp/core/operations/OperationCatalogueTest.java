package dev.dvp.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.manifest.PluginType;
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
