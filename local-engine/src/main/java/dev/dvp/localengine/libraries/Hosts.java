package dev.dvp.localengine.libraries;

import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.HostAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The machines of environments, each made when it is first needed. */
final class Hosts {
  private final Surroundings around;
  private final long maxOutput;
  private final Map<String, Host> made = new ConcurrentHashMap<>();

  Hosts(Surroundings around, long maxOutput) {
    this.around = around;
    this.maxOutput = maxOutput;
  }

  Host of(Environment environment) {
    return made.computeIfAbsent(environment.reference(), reference -> make(environment));
  }

  Optional<String> withoutSandbox() {
    return made.values().stream()
        .filter(LocalHost.class::isInstance)
        .flatMap(host -> ((LocalHost) host).brokenSandbox().stream())
        .findFirst();
  }

  private Host make(Environment environment) {
    if (environment.host() instanceof HostAddress.Ssh ssh) {
      return new SshHost(around, ssh, maxOutput);
    }
    return new LocalHost(around, environment.scratchPath(), maxOutput);
  }
}
