package dev.dvp.core.manifest;

/** How each field may be written, for the help of a finding. */
final class ManifestExamples {
  private ManifestExamples() {}

  static String of(String field) {
    return switch (field) {
      case "id" -> "id: <a UUID of its own, as uuidgen prints it>";
      case "name" -> "name: My database";
      case "hostTypes" -> "hostTypes: [UNIX]";
      case "entryPoint" -> "entryPoint: plugin_runner:plugin";
      case "srcDir" -> "srcDir: src";
      case "schemaFile" -> "schemaFile: schema.json";
      case "pluginType" -> "pluginType: DIRECT";
      case "language" -> "language: PYTHON311";
      case "buildNumber" -> "buildNumber: \"0.1.0\"";
      case "luaName" -> "luaName: my-toolkit";
      case "minimumLuaVersion" -> "minimumLuaVersion: \"1.0\"";
      case "defaultLocale" -> "defaultLocale: en-us";
      case "externalVersion" -> "externalVersion: \"1.0\"";
      default -> field + ": true";
    };
  }
}
