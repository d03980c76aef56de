package dev.dvp.localengine.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dvp.localengine.store.Source;
import dev.dvp.localengine.store.SourceKind;
import dev.dvp.localengine.store.SourceState;
import dev.dvp.localengine.store.Unfinished;
import dev.dvp.localengine.testing.TestEngine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No state is a dead end. */
class AllowedTest {
  private static Source source(SourceKind kind, SourceState state, Optional<Unfinished> work) {
    var object = JsonNodeFactory.instance.objectNode();
    return new Source(
        1,
        new Source.Identity("p", kind, "a", "g", "local", 0, TestEngine.NOW),
        new Source.Objects(object, Optional.empty(), object),
        new Source.Condition(state, false, List.of(), Optional.empty(), work));
  }

  static Stream<Arguments> states() {
    Set<SourceState> linked = Set.of(SourceState.NEW, SourceState.ENABLED, SourceState.DISABLED);
    return Stream.of(SourceKind.values())
        .flatMap(
            kind ->
                Stream.of(SourceState.values())
                    .filter(
                        state ->
                            kind == SourceKind.LINKED
                                ? linked.contains(state)
                                : state != SourceState.ENABLED)
                    .map(state -> Arguments.of(kind, state)));
  }

  @ParameterizedTest
  @MethodSource("states")
  void whatWasBegunCanBeRunAgainOrEndInADelete(SourceKind kind, SourceState state) {
    Set<Workflow> usual = Allowed.of(source(kind, state, Optional.empty()));
    assertThat(usual).contains(Workflow.DELETE);
    for (Workflow workflow : usual) {
      Unfinished work = new Unfinished(workflow.word(), "step", Optional.empty());
      Set<Workflow> allowed = Allowed.of(source(kind, state, Optional.of(work)));
      assertThat(allowed).as(workflow.word()).contains(workflow, Workflow.DELETE);
    }
    Unfinished unknown = new Unfinished("of a newer dvp", "step", Optional.empty());
    assertThat(Allowed.of(source(kind, state, Optional.of(unknown)))).isEqualTo(usual);
  }
}
