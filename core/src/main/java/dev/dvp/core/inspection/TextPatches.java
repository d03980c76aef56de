package dev.dvp.core.inspection;

import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.fix.UnifiedDiff;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipException;

/** Shows how the lines of small texts differ, up to a bounded sum. */
final class TextPatches {
  private static final int MOST_BYTES = 1 << 18;
  private static final int MOST_CHARACTERS = 4 << 20;

  private final boolean wanted;
  private int left = MOST_CHARACTERS;

  TextPatches(boolean wanted) {
    this.wanted = wanted;
  }

  /** The patch; nothing when it is not wanted, or one of them is large or no text. */
  Optional<String> of(PayloadArchive before, ZipRecord old, PayloadArchive after, ZipRecord now)
      throws IOException {
    if (!wanted || left <= 0 || old.size() > MOST_BYTES || now.size() > MOST_BYTES) {
      return Optional.empty();
    }
    Optional<String> first = text(before, old);
    Optional<String> second = text(after, now);
    if (first.isEmpty() || second.isEmpty() || !isText(now.name())) {
      return Optional.empty();
    }
    String patch = UnifiedDiff.of(now.name(), first.get(), second.get());
    left -= patch.length();
    return Optional.of(patch);
  }

  private static Optional<String> text(PayloadArchive archive, ZipRecord entry) throws IOException {
    try (InputStream in = archive.open(entry)) {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
      return Optional.of(text).filter(TextPatches::isText);
    } catch (CharacterCodingException | ZipException e) {
      return Optional.empty();
    }
  }

  /** Whether a terminal can show it. */
  private static boolean isText(String text) {
    return text.chars()
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
  }
}
