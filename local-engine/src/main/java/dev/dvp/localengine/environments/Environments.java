package dev.dvp.localengine.environments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.files.JsonFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The environments of a data folder, kept in {@code environments.json}. It is read and changed with
 * or without a running engine. The environment {@code local}, this machine, is always there.
 */
public final class Environments {
  private static final String KEY = "environments";
  private static final String NAME = "name";

  private final DataFolder folder;
  private final JsonFile file;

  /**
   * The environments of a data folder.
   *
   * @param folder it need not exist
   */
  public Environments(DataFolder folder) {
    this.folder = folder;
    this.file =
        new JsonFile(
            folder.environments(),
            folder.environmentsLock(),
            EnvironmentRule.FILE_UNUSABLE,
            "Mend it by hand, or move it away and add what was in it again.");
  }

  /**
   * An environment on this machine or elsewhere, with the scratch folder that it has unless the
   * user names another.
   *
   * @param name its name
   * @param host where it is
   * @param scratch its scratch folder, when one is named
   * @return the environment, which is not added yet
   * @throws DvpException when name or folder cannot be used
   */
  public Environment make(String name, HostAddress host, Optional<String> scratch) {
    return new Environment(
        name, host, scratch.orElseGet(() -> scratch(name, host))); // checks the name, too
  }

  private String scratch(String name, HostAddress host) {
    return host instanceof HostAddress.Ssh ssh
        ? "/var/tmp/dvp-" + ssh.user()
        : folder.root().resolve("environments").toString() + "/" + name;
  }

  /**
   * All environments.
   *
   * @return {@code local}, then the others in the order in which they were added
   * @throws DvpException when the file is damaged or cannot be read
   */
  public List<Environment> all() {
    List<Environment> all = new ArrayList<>();
    all.add(local());
    for (JsonNode one : file.read().path(KEY)) {
      all.add(read(one));
    }
    return all;
  }

  /**
   * One environment.
   *
   * @param name its name
   * @return the environment
   * @throws DvpException when there is none of that name, or the file cannot be read
   */
  public Environment get(String name) {
    return get(name, all());
  }

  /**
   * One of environments that were read before.
   *
   * @param name its name
   * @param all the environments
   * @return the environment
   * @throws DvpException when there is none of that name
   */
  public static Environment get(String name, List<Environment> all) {
    return all.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, all.stream().map(Environment::name).toList()));
  }

  /**
   * Adds an environment.
   *
   * @param environment the new one
   * @throws DvpException when its name is taken, or the file cannot be changed
   */
  public void add(Environment environment) {
    checkFree(environment.name());
    file.update(
        object -> {
          ArrayNode list = object.withArray(KEY);
          for (JsonNode one : list) {
            if (one.path(NAME).asText().equals(environment.name())) {
              throw taken(environment.name());
            }
          }
          return write(environment, list.addObject());
        });
  }

  /**
   * Makes sure that a name may be added, so that nobody is asked anything in vain.
   *
   * @param name the name
   * @throws DvpException when it is taken
   */
  public void checkFree(String name) {
    if (all().stream().anyMatch(one -> one.name().equals(name))) {
      throw taken(name);
    }
  }

  /**
   * Forgets an environment. What lies in its scratch folder stays.
   *
   * @param name its name
   * @throws DvpException when there is none of that name, it is {@code local}, or the file cannot
   *     be changed
   */
  public void remove(String name) {
    if (name.equals(HostAddress.LOCAL)) {
      throw new DvpException(
          EnvironmentRule.NAME_TAKEN.at(
              Location.NONE,
              "`local` is this machine: it is always there and cannot be removed.",
              "`dvp env list` shows the others."));
    }
    file.update(
        object -> {
          ArrayNode list = object.withArray(KEY);
          List<String> names = new ArrayList<>();
          for (int i = 0; i < list.size(); i++) {
            names.add(list.get(i).path(NAME).asText());
          }
          if (!names.contains(name)) {
            throw unknown(name, names);
          }
          return list.remove(names.indexOf(name));
        });
  }

  private Environment local() {
    return make(HostAddress.LOCAL, new HostAddress.Local(), Optional.empty());
  }

  private Environment read(JsonNode one) {
    try {
      HostAddress host = HostAddress.parse(one.path("host").asText());
      if (host instanceof HostAddress.Ssh ssh) {
        host = ssh.with(path(one, "identityFile"), path(one, "knownHostsFile"));
      }
      return new Environment(one.path(NAME).asText(), host, one.path("scratchPath").asText());
    } catch (DvpException | InvalidPathException e) {
      throw file.damaged("an environment in it has no valid name, host and scratchPath");
    }
  }

  private static Optional<Path> path(JsonNode one, String key) {
    return one.hasNonNull(key) ? Optional.of(Path.of(one.path(key).asText())) : Optional.empty();
  }

  private static ObjectNode write(Environment environment, ObjectNode one) {
    one.put(NAME, environment.name()).put("host", environment.host().text());
    if (environment.host() instanceof HostAddress.Ssh ssh) {
      ssh.identityFile().ifPresent(path -> one.put("identityFile", path.toString()));
      ssh.knownHostsFile().ifPresent(path -> one.put("knownHostsFile", path.toString()));
    }
    return one.put("scratchPath", environment.scratchPath());
  }

  private static DvpException taken(String name) {
    return new DvpException(
        EnvironmentRule.NAME_TAKEN.at(
            Location.NONE,
            name.equals(HostAddress.LOCAL)
                ? "`local` is this machine, which is always there."
                : "There is an environment `" + name + "` already.",
            name.equals(HostAddress.LOCAL)
                ? "Take another name."
                : "Take another name, or remove that one first with `dvp env remove "
                    + name
                    + "`."));
  }

  private static DvpException unknown(String name, List<String> names) {
    String hint = DidYouMean.hint(name, names);
    return new DvpException(
        EnvironmentRule.UNKNOWN.at(
            Location.NONE,
            "There is no environment `" + name + "`.",
            hint.isEmpty()
                ? "`dvp env list` shows those that there are, and `dvp env add` adds one."
                : hint));
  }
}
