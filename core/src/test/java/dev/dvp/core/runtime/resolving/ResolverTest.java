package dev.dvp.core.runtime.resolving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.requirements.Requirement;
import dev.dvp.core.runtime.requirements.RootRequirement;
import dev.dvp.core.runtime.versions.SyntaxException;
import dev.dvp.core.runtime.wheels.Wheel;
import dev.dvp.core.runtime.wheels.WheelName;
import dev.dvp.core.runtime.wheels.WheelReader;
import dev.dvp.testkit.TestWheel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choosing among wheels whose METADATA cannot be read in part. */
class ResolverTest {
  private static final String ADDRESS = "x @ https://example.com/x.whl";

  @TempDir Path folder;
  private final List<TestWheel> wheels = new ArrayList<>();

  /** The test's wheels, in the order in which they were added. */
  private final class Shelf implements Candidates {
    @Override
    public List<Candidate> of(PackageName name) {
      return wheels.stream()
          .map(wheel -> WheelName.parse(wheel.fileName()).orElseThrow())
          .filter(wheel -> wheel.name().equals(name))
          .map(wheel -> new Candidate(wheel, Optional.empty(), false, false))
          .toList();
    }

    @Override
    public Candidate hashed(Candidate candidate) {
      return candidate;
    }

    @Override
    public DvpException none(Demand demand) {
      throw new AssertionError("nothing of " + demand);
    }

    @Override
    public Wheel fetch(Candidate candidate) {
      TestWheel wheel =
          wheels.stream()
              .filter(one -> one.fileName().equals(candidate.name().file()))
              .findFirst()
              .orElseThrow();
      Path file = wheel.in(folder);
      try {
        return WheelReader.read(candidate.name(), file, Sha256.of(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private List<String> resolve(String... required) throws SyntaxException {
    List<RootRequirement> roots = new ArrayList<>();
    for (String one : required) {
      roots.add(new RootRequirement(Requirement.parse(one), Set.of(), "dvp.yml", Location.NONE));
    }
    Resolver resolver = new Resolver(new Shelf(), new TargetPython(3, 11));
    return resolver.resolve(roots).wheels().stream().map(wheel -> wheel.name().file()).toList();
  }

  private void finds(String part, String... required) {
    assertThatThrownBy(() -> resolve(required))
        .isInstanceOfSatisfying(
            DvpException.class,
            e -> {
              Diagnostic finding = e.diagnostics().get(0);
              assertThat(finding.rule().id()).isEqualTo("B636");
              assertThat(finding.message()).contains("`a-2.0-py3-none-any.whl`", part);
            });
  }

  @Test
  void aRequirementThatCannotBeReadGivesWayToAnotherVersion() throws SyntaxException {
    wheels.add(new TestWheel("a", "2.0").requires(ADDRESS));
    finds("requires `" + ADDRESS + "`, which cannot be read: An address cannot", "a");
    wheels.add(new TestWheel("a", "1.0"));
    assertThat(resolve("a")).containsExactly("a-1.0-py3-none-any.whl");
    finds("dvp.yml asks for", "a==2.0");
  }

  @ParameterizedTest
  @CsvSource({"extra == 'e', a", "python_version < '3.8', a[e]", "extra == 'other', a[e]"})
  void itIsOfNoHarmWhereItDoesNotHold(String marker, String required) throws SyntaxException {
    wheels.add(new TestWheel("a", "2.0").requires(ADDRESS + " ; " + marker));
    assertThat(resolve(required)).containsExactly("a-2.0-py3-none-any.whl");
  }

  @Test
  void anExtraThatIsWantedLaterCountsToo() throws SyntaxException {
    wheels.add(new TestWheel("a", "2.0").requires(ADDRESS + " ; extra == 'e'"));
    finds(ADDRESS, "a[e]");
    finds(ADDRESS, "a", "a[e]");
    wheels.add(new TestWheel("a", "1.0"));
    assertThat(resolve("a", "a[e]")).containsExactly("a-1.0-py3-none-any.whl");
  }

  @Test
  void aPythonThatCannotBeReadIsAny() throws SyntaxException {
    wheels.add(new TestWheel("a", "2.0").field("Requires-Python: >=3.6.*"));
    assertThat(resolve("a")).containsExactly("a-2.0-py3-none-any.whl");
  }
}
