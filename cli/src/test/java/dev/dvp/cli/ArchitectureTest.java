package dev.dvp.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the arrows of the design: cli → core, cli → local-engine → core, and those inside core. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.dvp");

  @Test
  void coreKnowsNoCommandLineAndNoLocalEngine() {
    noClasses()
        .that()
        .resideInAPackage("dev.dvp.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.dvp.cli..", "dev.dvp.localengine..", "picocli..")
        .check(ALL);
  }

  @Test
  void theLocalEngineKnowsNoCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.dvp.localengine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.dvp.cli..", "picocli..")
        .check(ALL);
  }

  @Test
  void thePackagesOfCoreHaveNoCycles() {
    slices().matching("dev.dvp.core.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void thePackagesOfTheRuntimeHaveNoCycles() {
    slices().matching("dev.dvp.core.runtime.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void readersDoNotKnowWhatIsMadeOfThem() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.dvp.core.diagnostics..",
            "dev.dvp.core.documents..",
            "dev.dvp.core.dvpyml..",
            "dev.dvp.core.manifest..",
            "dev.dvp.core.schema..",
            "dev.dvp.core.python..",
            "dev.dvp.core.operations..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.dvp.core.plugin..",
            "dev.dvp.core.ignoring..",
            "dev.dvp.core.usage..",
            "dev.dvp.core.codegen..",
            "dev.dvp.core.instances..",
            "dev.dvp.core.editors..",
            "dev.dvp.core.artifact..",
            "dev.dvp.core.runtime..",
            "dev.dvp.core.imported..",
            "dev.dvp.core.engine..",
            "dev.dvp.core.scaffold..")
        .check(ALL);
  }

  @Test
  void thePythonReaderKnowsNothingOfPlugins() {
    classes()
        .that()
        .resideInAPackage("dev.dvp.core.python..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.dvp.core.python..",
            "dev.dvp.core.diagnostics..",
            "dev.dvp.core.files..",
            "com.oracle.graal.python.pegparser..",
            "org.jspecify..",
            "java..")
        .check(ALL);
  }

  @Test
  void usageIsReadFromWhatTheReadersGive() {
    classes()
        .that()
        .resideInAPackage("dev.dvp.core.usage..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.dvp.core.usage..",
            "dev.dvp.core.diagnostics..",
            "dev.dvp.core.manifest..",
            "dev.dvp.core.schema..",
            "dev.dvp.core.codegen..",
            "dev.dvp.core.python..",
            "dev.dvp.core.operations..",
            "org.jspecify..",
            "java..")
        .check(ALL);
  }

  @Test
  void onlyThePythonReaderKnowsTheParser() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dvp.core.python..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.oracle..")
        .check(ALL);
  }

  @Test
  void thePageKnowsNoWebServer() {
    noClasses()
        .that()
        .resideInAPackage("dev.dvp.localengine.page..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.dvp.localengine.web..", "org.eclipse.jetty..")
        .check(ALL);
  }

  @Test
  void onlyMainEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.dvp.cli.Main")
        .and()
        .doNotHaveFullyQualifiedName("dev.dvp.cli.Training")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(ALL);
  }

  @Test
  void coreTakesItsSurroundingsFromTheCaller() {
    noClasses()
        .that()
        .resideInAPackage("dev.dvp.core..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(ALL);
  }
}
