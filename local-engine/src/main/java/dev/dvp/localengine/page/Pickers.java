package dev.dvp.localengine.page;

import java.util.List;

/**
 * What references can be picked from.
 *
 * @param environments all environments
 * @param users those who run commands in them
 * @param credentials those of the vault
 */
record Pickers(List<Option> environments, List<Option> users, List<Option> credentials) {
  /** Copies the lists. */
  Pickers {
    environments = List.copyOf(environments);
    users = List.copyOf(users);
    credentials = List.copyOf(credentials);
  }
}
