package dev.dvp.localengine.environments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.files.JsonFile;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Named credentials, which stand for those that an engine would supply. They are kept as they are
 * in {@code credentials.json} of the data folder, which its owner alone may read. A plugin is given
 * an object that names one, a <em>supplier</em>, and asks for what it stands for by {@code
 * retrieve_credentials}.
 */
public final class Vault {
  /** The {@code type} of the suppliers of this vault. */
  public static final String SUPPLIER = "DvpCredentials";

  private static final String KEY = "credentials";
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String USERNAME = "username";
  private static final String PASSWORD = "password";
  private static final String UPGRADED = "upgraded-";
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final JsonFile file;

  /**
   * The vault of a data folder.
   *
   * @param folder it need not exist
   */
  public Vault(DataFolder folder) {
    this.file =
        new JsonFile(
            folder.credentials(),
            folder.environmentsLock(),
            EnvironmentRule.FILE_UNUSABLE,
            "Mend it by hand, or move it away and add what was in it again.");
  }

  /**
   * What may be shown of credentials.
   *
   * @param name their name
   * @param type {@code password} or {@code keyPair}
   * @param username whom they are for; may be empty
   */
  public record Shown(String name, String type, String username) {}

  /**
   * All credentials, without their secrets.
   *
   * @return by name
   * @throws DvpException when the file is damaged or cannot be read
   */
  public List<Shown> all() {
    List<Shown> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : file.read().path(KEY).properties()) {
      JsonNode value = one.getValue();
      all.add(new Shown(one.getKey(), value.path(TYPE).asText(), value.path(USERNAME).asText()));
    }
    all.sort(Comparator.comparing(Shown::name));
    return all;
  }

  /**
   * Keeps a user's password, in place of what had the name before.
   *
   * @param name how it is asked for
   * @param username whom it is for
   * @param password the password
   * @return the supplier
   * @throws DvpException when the name cannot be one, or the file cannot be changed
   */
  public ObjectNode putPassword(String name, String username, String password) {
    return put(name, password(username, password));
  }

  /**
   * Keeps a user's pair of keys, in place of what had the name before.
   *
   * @param name how it is asked for
   * @param username whom it is for
   * @param privateKey the private key
   * @param publicKey the public key
   * @return the supplier
   * @throws DvpException when the name cannot be one, or the file cannot be changed
   */
  public ObjectNode putKeyPair(String name, String username, String privateKey, String publicKey) {
    return put(
        name,
        JsonNodeFactory.instance
            .objectNode()
            .put(TYPE, "keyPair")
            .put(USERNAME, username)
            .put("privateKey", privateKey)
            .put("publicKey", publicKey));
  }

  /**
   * Forgets credentials.
   *
   * @param name their name
   * @throws DvpException when there are none of that name, or the file cannot be changed
   */
  public void remove(String name) {
    file.update(
        object -> {
          ObjectNode all = object.withObject("/" + KEY);
          if (!all.has(name)) {
            throw unknown(name, all);
          }
          return all.remove(name);
        });
  }

  /**
   * Keeps a password that a plugin has had in the open until now.
   *
   * @param username whom it is for; may be empty
   * @param password the password
   * @return the supplier; the same for the same user and password
   * @throws DvpException when the file cannot be changed
   */
  public ObjectNode upgrade(String username, String password) {
    ObjectNode wanted = password(username, password);
    return file.update(
        object -> {
          ObjectNode all = object.withObject("/" + KEY);
          Optional<String> known = find(all, wanted);
          if (known.isPresent()) {
            return supplier(known.get());
          }
          byte[] random = new byte[8];
          new SecureRandom().nextBytes(random);
          String name = UPGRADED + HexFormat.of().formatHex(random);
          all.set(name, wanted);
          return supplier(name);
        });
  }

  /**
   * What a supplier stands for.
   *
   * @param supplier an object that this vault gave
   * @return {@code type}, {@code username} and the secret, as the protocol has them
   * @throws DvpException when there is nothing of that name, or it is no supplier of this vault
   */
  public ObjectNode retrieve(JsonNode supplier) {
    ObjectNode all =
        file.read().path(KEY) instanceof ObjectNode object
            ? object
            : JsonNodeFactory.instance.objectNode();
    JsonNode name = supplier.path(NAME);
    if (!supplier.path(TYPE).asText().equals(SUPPLIER) || !name.isTextual()) {
      throw new DvpException(
          EnvironmentRule.CREDENTIALS_UNKNOWN.at(
              Location.NONE,
              "The credentials supplier is none of the local engine's.",
              "Add credentials with `dvp env credentials NAME`, and give"
                  + " `{\"type\": \""
                  + SUPPLIER
                  + "\", \"name\": \"NAME\"}` where the plugin takes a supplier."));
    }
    if (all.get(name.asText()) instanceof ObjectNode found) {
      return found;
    }
    throw unknown(name.asText(), all);
  }

  /**
   * The object that stands for credentials.
   *
   * @param name their name
   * @return what a plugin is given
   */
  public static ObjectNode supplier(String name) {
    return JsonNodeFactory.instance.objectNode().put(TYPE, SUPPLIER).put(NAME, name);
  }

  private ObjectNode put(String name, ObjectNode credentials) {
    if (!NAMES.matcher(name).matches()) {
      throw new DvpException(
          EnvironmentRule.INVALID.at(
              Location.NONE,
              "`" + name + "` cannot be the name of credentials.",
              "Use letters, digits, dots, dashes and underscores, 64 at most, and begin with a"
                  + " letter or a digit."));
    }
    return file.update(
        object -> {
          object.withObject("/" + KEY).set(name, credentials);
          return supplier(name);
        });
  }

  private static ObjectNode password(String username, String password) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(TYPE, PASSWORD)
        .put(USERNAME, username)
        .put(PASSWORD, password);
  }

  private static Optional<String> find(ObjectNode all, ObjectNode wanted) {
    List<String> names = new ArrayList<>();
    all.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .filter(name -> name.startsWith(UPGRADED) && wanted.equals(all.get(name)))
        .findFirst();
  }

  private static DvpException unknown(String name, ObjectNode all) {
    List<String> names = new ArrayList<>();
    all.fieldNames().forEachRemaining(names::add);
    String hint = DidYouMean.hint(name, names);
    return new DvpException(
        EnvironmentRule.CREDENTIALS_UNKNOWN.at(
            Location.NONE,
            "There are no credentials `" + name + "`.",
            (hint.isEmpty() ? "" : hint + " ")
                + "Add them with `dvp env credentials NAME --user USER --password-stdin`."));
  }
}
