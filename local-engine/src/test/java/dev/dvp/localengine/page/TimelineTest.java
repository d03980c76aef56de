package dev.dvp.localengine.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.store.WorkflowEvent;
import dev.dvp.localengine.store.WorkflowEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final List<WorkflowEvent> events = new ArrayList<>();

  private TimelineTest add(String step, Kind kind, String text) {
    events.add(
        new WorkflowEvent(Instant.parse("2026-01-31T12:00:00Z"), step, kind, text, 2_000_000_000));
    return this;
  }

  private String html() {
    Html html = new Html();
    Timeline.write(html, events);
    return html.toString()
        .replaceAll("<time.*?</time>", "")
        .replaceAll(" <span class=\"muted\"></span>", "");
  }

  @Test
  void eachStepIsOneEntryWithItsNotesAndHowItEnded() {
    add("a", Kind.BEGUN, "").add("a", Kind.NOTE, "INFO x: <b>").add("a", Kind.DONE, "");
    add("a", Kind.BEGUN, "").add("a", Kind.FAILED, "no");
    add("b", Kind.SKIPPED, "not implemented").add("c", Kind.BEGUN, "");
    assertThat(html())
        .isEqualTo(
            """
            <ol class="timeline">
            <li class="done"><p><code class="step">a</code> <span class="what">done in 2.0 s</span>\
            </p><ul class="notes"><li>INFO x: &lt;b&gt;</li></ul></li>
            <li class="failed"><p><code class="step">a</code> <span class="what">failed after 2.0 s\
            </span></p><p class="why">no</p></li>
            <li class="skipped"><p><code class="step">b</code> <span class="what">skipped</span></p>\
            <p class="why">not implemented</p></li>
            <li class="begun"><p><code class="step">c</code> <span class="what">under way</span></p>\
            </li>
            </ol>
            """);
  }

  @Test
  void aPluginThatLogsWithoutEndMakesNoPageWithoutEnd() {
    for (int step = 0; step < 300; step++) {
      add("s" + step, Kind.BEGUN, "");
      for (int note = 0; note < 20; note++) {
        add("s" + step, Kind.NOTE, "x".repeat(8192));
      }
      add("s" + step, Kind.DONE, "");
    }
    String html = html();
    assertThat(html).hasSizeLessThan(1_200_000);
    assertThat(html).contains("100 earlier steps are not shown.", "20 earlier lines", ">s299<");
    assertThat(html).doesNotContain(">s99<");
  }

  @Test
  void aJobThatHasOnlyJustBegunSaysSo() {
    assertThat(html()).contains("Nothing has happened yet.");
  }
}
