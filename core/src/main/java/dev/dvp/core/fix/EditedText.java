package dev.dvp.core.fix;

import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.documents.SourceText;
import dev.dvp.core.python.SourceEncoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A file's text with edits on the way. Whatever no edit names stays byte for byte: a byte order
 * mark, line ends of all kinds, the encoding.
 */
final class EditedText {
  private static final String MARK = "\uFEFF";

  private record Change(int start, int end, String replacement) {}

  private final SourceText source;
  private final Charset charset;
  private final String mark;
  private final List<Change> changes = new ArrayList<>();

  private EditedText(SourceText source, Charset charset, String mark) {
    this.source = source;
    this.charset = charset;
    this.mark = mark;
  }

  /**
   * Takes up a file.
   *
   * @param file its name says whether it is Python
   * @param bytes what it holds
   * @return nothing when its text cannot be written back as it was, byte for byte
   */
  static Optional<EditedText> of(Path file, byte[] bytes) {
    boolean isPython = file.toString().endsWith(".py");
    Optional<Charset> charset =
        isPython ? SourceEncoding.of(bytes) : Optional.of(StandardCharsets.UTF_8);
    if (charset.isEmpty() || !charset.get().canEncode()) {
      return Optional.empty();
    }
    String text = new String(bytes, charset.get());
    if (!Arrays.equals(text.getBytes(charset.get()), bytes)) {
      return Optional.empty();
    }
    String mark = text.startsWith(MARK) ? MARK : "";
    SourceText source = new SourceText(file, text.substring(mark.length()));
    return Optional.of(new EditedText(source, charset.get(), mark));
  }

  /** Whether the edits fit: each text stands where it should, and nothing else changes it. */
  boolean fits(List<Edit> edits) {
    List<Change> taken = new ArrayList<>(changes);
    for (Edit edit : edits) {
      Optional<Change> change = change(edit);
      if (change.isEmpty() || taken.stream().anyMatch(other -> touches(change.get(), other))) {
        return false;
      }
      taken.add(change.get());
    }
    return true;
  }

  /** Takes edits that fit. */
  void add(List<Edit> edits) {
    edits.forEach(edit -> change(edit).ifPresent(changes::add));
  }

  private Optional<Change> change(Edit edit) {
    OptionalInt start = source.indexOf(edit.at().line(), edit.at().column());
    boolean stands =
        start.isPresent()
            && source.text().startsWith(edit.old(), start.getAsInt())
            && charset.newEncoder().canEncode(edit.replacement());
    return stands
        ? Optional.of(
            new Change(
                start.getAsInt(), start.getAsInt() + edit.old().length(), edit.replacement()))
        : Optional.empty();
  }

  private static boolean touches(Change one, Change other) {
    return one.start() <= other.end() && other.start() <= one.end();
  }

  /** The file's new bytes. */
  byte[] bytes() {
    changes.sort(Comparator.comparingInt(Change::start));
    StringBuilder text = new StringBuilder(mark);
    int done = 0;
    for (Change change : changes) {
      text.append(source.text(), done, change.start()).append(change.replacement());
      done = change.end();
    }
    return text.append(source.text(), done, source.text().length()).toString().getBytes(charset);
  }

  /** The text of a file's bytes, for showing it. */
  static String text(Path file, byte[] bytes) {
    boolean isPython = file.toString().endsWith(".py");
    Charset charset =
        (isPython ? SourceEncoding.of(bytes) : Optional.<Charset>empty())
            .orElse(StandardCharsets.UTF_8);
    String text = new String(bytes, charset);
    return text.startsWith(MARK) ? text.substring(1) : text;
  }
}
