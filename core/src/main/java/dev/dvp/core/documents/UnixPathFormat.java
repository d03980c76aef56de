package dev.dvp.core.documents;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.nio.charset.StandardCharsets;

/** The platform's format {@code unixpath}: what Linux can hold as a path, as classes check it. */
final class UnixPathFormat implements Format {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 4095;

  @Override
  public String getName() {
    return "unixpath";
  }

  @Override
  public boolean matches(ExecutionContext context, String value) {
    if (value.indexOf('\0') >= 0 || bytes(value) > LONGEST_PATH) {
      return false;
    }
    for (String name : value.split("/", -1)) {
      if (bytes(name) > LONGEST_NAME) {
        return false;
      }
    }
    return true;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
