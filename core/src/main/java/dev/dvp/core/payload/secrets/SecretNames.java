package dev.dvp.core.payload.secrets;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files that hold secrets by what they are for, whatever is in them. */
public final class SecretNames {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry(".netrc", "passwords for servers"),
          Map.entry("_netrc", "passwords for servers"),
          Map.entry(".pgpass", "passwords for databases"),
          Map.entry("pgpass.conf", "passwords for databases"),
          Map.entry(".my.cnf", "a password for a database"),
          Map.entry(".mylogin.cnf", "a password for a database"),
          Map.entry(".pypirc", "passwords for a package index"),
          Map.entry(".git-credentials", "passwords for repositories"),
          Map.entry(".htpasswd", "passwords of a web server"),
          Map.entry(".s3cfg", "keys of cloud storage"),
          Map.entry(".boto", "keys of cloud storage"),
          Map.entry(".dockercfg", "passwords for a registry"),
          Map.entry("id_rsa", "a private key"),
          Map.entry("id_dsa", "a private key"),
          Map.entry("id_ecdsa", "a private key"),
          Map.entry("id_ed25519", "a private key"));

  /** Names that tell only together with the folder that they stand in. */
  private static final Map<String, String> PATHS =
      Map.of(
          ".aws/credentials", "keys of a cloud account",
          ".azure/accesstokens.json", "keys of a cloud account",
          ".docker/config.json", "passwords for a registry",
          ".kube/config", "keys of a cluster");

  private static final List<String> KEY_STORES =
      List.of(".p12", ".pfx", ".jks", ".keystore", ".bcfks", ".kdbx", ".ppk");

  /** Endings of {@code .env} files that are written to be shared. */
  private static final Set<String> SHARED =
      Set.of("example", "sample", "template", "dist", "defaults", "schema", "tpl");

  private SecretNames() {}

  /**
   * What a file of that name holds.
   *
   * @param name its name below srcDir, with {@code /}
   * @return the secrets, as the end of a sentence; nothing when the name does not tell
   */
  public static Optional<String> kind(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String last = lower.substring(lower.lastIndexOf('/') + 1);
    if (isEnvironment(last)) {
      return Optional.of("passwords and keys for an environment");
    }
    if (KEY_STORES.stream().anyMatch(end -> last.endsWith(end) && last.length() > end.length())) {
      return Optional.of("private keys");
    }
    for (Map.Entry<String, String> path : PATHS.entrySet()) {
      if (lower.equals(path.getKey()) || lower.endsWith("/" + path.getKey())) {
        return Optional.of(path.getValue());
      }
    }
    return Optional.ofNullable(NAMES.get(last));
  }

  private static boolean isEnvironment(String last) {
    if (last.equals(".env") || last.equals(".envrc")) {
      return true;
    }
    if (last.startsWith(".env.")) {
      return !SHARED.contains(last.substring(last.lastIndexOf('.') + 1));
    }
    // prod.env, but not example.env
    return last.endsWith(".env")
        && SHARED.stream().noneMatch(word -> last.equals(word + ".env"))
        && !last.endsWith("example.env");
  }
}
