package dev.dvp.core.supply;

import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.RuntimePackage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.json.BomJsonGenerator;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.metadata.ToolInformation;

/**
 * The bill of materials of an artifact, in CycloneDX 1.6 (ecma-international.org, ECMA-424): the
 * plugin, and the packages that it carries with their licences and the hashes of their wheels.
 */
public final class BillOfMaterials {
  /** The property that names the plugin. */
  static final String PLUGIN_ID = "dvp:pluginId";

  private static final String PLUGIN = "plugin";

  /** The name of the runtime that dvp brings along. */
  static final String BUNDLED = "dvp-python-runtime";

  private BillOfMaterials() {}

  /**
   * Writes the bill.
   *
   * @param artifact what was built
   * @param time when, if the build was told a time: a clock would make each bill another
   * @return the JSON text, which ends with a line break
   */
  public static String of(BuiltArtifact artifact, Optional<Instant> time) {
    Bom bom = new Bom();
    // By name from the artifact's hash: the same artifact has the same bill.
    bom.setSerialNumber(
        "urn:uuid:"
            + UUID.nameUUIDFromBytes(artifact.sha256().getBytes(StandardCharsets.US_ASCII)));
    bom.setMetadata(metadata(artifact, time));
    Dependency plugin = new Dependency(PLUGIN);
    for (Component component : components(artifact)) {
      bom.addComponent(component);
      plugin.addDependency(new Dependency(component.getBomRef()));
    }
    bom.addDependency(plugin);
    try {
      return new BomJsonGenerator(bom, Version.VERSION_16).toJsonString(true) + "\n";
    } catch (GeneratorException e) {
      throw new IllegalStateException("a bill of our own making is a valid one", e);
    }
  }

  private static Metadata metadata(BuiltArtifact artifact, Optional<Instant> time) {
    Component dvp = component(Component.Type.APPLICATION, "dvp", artifact.dvpVersion());
    ToolInformation tools = new ToolInformation();
    tools.setComponents(List.of(dvp));
    Component plugin =
        component(
            Component.Type.APPLICATION,
            artifact.manifest().name(),
            artifact.manifest().buildNumber().toString());
    plugin.setBomRef(PLUGIN);
    plugin.addHash(new Hash(Hash.Algorithm.SHA_256, artifact.sha256()));
    plugin.addProperty(new Property(PLUGIN_ID, artifact.manifest().id()));
    plugin.addProperty(new Property("dvp:language", artifact.manifest().language()));
    plugin.addProperty(new Property("dvp:payload", artifact.payload()));
    plugin.addProperty(new Property("dvp:runtime", artifact.runtime().kind().word()));
    Metadata metadata = new Metadata();
    metadata.setTimestamp(time.map(Date::from).orElse(null));
    metadata.setToolChoice(tools);
    metadata.setComponent(plugin);
    return metadata;
  }

  private static List<Component> components(BuiltArtifact artifact) {
    java.util.List<Component> components = new java.util.ArrayList<>();
    if (artifact.runtime().kind() == RuntimeKind.BUNDLED) {
      Component bundled = component(Component.Type.LIBRARY, BUNDLED, artifact.dvpVersion());
      bundled.setBomRef(BUNDLED);
      components.add(bundled);
    }
    for (RuntimePackage one : artifact.runtime().packages()) {
      String url = "pkg:pypi/" + one.name() + "@" + one.version().replace("+", "%2B");
      Component component = component(Component.Type.LIBRARY, one.name(), one.version());
      component.setBomRef(url);
      component.setPurl(url);
      component.addHash(new Hash(Hash.Algorithm.SHA_256, one.sha256()));
      if (!one.licence().isEmpty()) {
        component.setLicenses(licence(one.licence()));
      }
      component.addProperty(new Property("dvp:wheel", one.file()));
      components.add(component);
    }
    return components;
  }

  /** As the package's own words: whether they are an SPDX expression is for the reader to judge. */
  private static LicenseChoice licence(String words) {
    License licence = new License();
    licence.setName(words);
    LicenseChoice choice = new LicenseChoice();
    choice.addLicense(licence);
    return choice;
  }

  private static Component component(Component.Type type, String name, String version) {
    Component component = new Component();
    component.setType(type);
    component.setName(name);
    component.setVersion(version);
    return component;
  }
}
