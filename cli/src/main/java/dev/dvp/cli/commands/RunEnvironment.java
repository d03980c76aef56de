package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.OwnerOnly;
import dev.dvp.core.files.Reasons;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.LocalEngineRule;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.Environments;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.libraries.EnvironmentLibrary;
import dev.dvp.localengine.libraries.Leftovers;
import dev.dvp.localengine.libraries.Surroundings;
import dev.dvp.localengine.running.LibraryCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Where the commands of an operation run, and what it is told of that place. */
final class RunEnvironment {
  private static final String ENV = "--env";
  private static final String LOCAL = "local";

  private final Invocation call;
  private final DataFolder folder;
  private final List<Environment> all;
  private final Environment environment;

  private RunEnvironment(
      Invocation call, DataFolder folder, List<Environment> all, Environment environment) {
    this.call = call;
    this.folder = folder;
    this.all = List.copyOf(all);
    this.environment = environment;
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
                "NAME",
                "The environment that `libs` runs commands in [local, which is this machine]; see"
                    + " `dvp env`.",
                ENV)
            .build());
    spec.addOption(LocalEngineHome.dataOption());
  }

  /**
   * Looks the environment up.
   *
   * @throws DvpException when there is none of that name
   */
  static RunEnvironment of(Invocation call) {
    DataFolder folder = new DataFolder(LocalEngineHome.folder(call));
    List<Environment> all = new Environments(folder).all();
    return new RunEnvironment(
        call, folder, all, Environments.get(call.value(ENV).orElse(LOCAL), all));
  }

  /** What an operation is told, unless the user says otherwise. */
  ObjectNode connection() {
    return environment.connection(Surroundings.user(call.host().env()));
  }

  /** Where an operation is told that a dataset is mounted. */
  String mountPath() {
    return environment.scratchPath() + "/mount";
  }

  /**
   * What does the operation's library calls; nothing that a command starts outlives it. An
   * operation that makes none needs no folder for them.
   */
  LibraryCalls library() {
    return new LibraryWhenCalled(this::make, call);
  }

  private EnvironmentLibrary make() {
    return new EnvironmentLibrary(
        all,
        new Surroundings(
            folder, call.host().env(), List.of(), Optional.of(dataset()), Leftovers.ENDED));
  }

  /** On this machine the dataset is where it is mounted; from elsewhere, files are copied to it. */
  private Path dataset() {
    Path dataset =
        environment.host() instanceof HostAddress.Local
            ? Path.of(mountPath())
            : folder.scratch(environment.name()).resolve("mount");
    try {
      Files.createDirectories(dataset, OwnerOnly.folder(dataset));
      return dataset;
    } catch (IOException e) {
      throw new DvpException(
          LocalEngineRule.DATA_FOLDER_UNUSABLE.at(
              Location.of(dataset),
              "The folder of the dataset cannot be made" + Reasons.of(e) + ".",
              "Look at its rights, or name another data folder with `--data`."),
          e);
    }
  }
}
