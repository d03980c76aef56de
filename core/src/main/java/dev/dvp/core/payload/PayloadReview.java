package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.payload.secrets.SecretNames;
import dev.dvp.core.payload.secrets.SecretScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Says what speaks against the files of a payload though each of them could go in: secrets, sizes,
 * and modules that take the place of others.
 */
public final class PayloadReview {
  /** Starting threads for less than this costs more than it saves, in bytes. */
  private static final long WORTH_SHARING = 4L << 20;

  private record Suspect(Payload.Entry entry, Location where, String kind, boolean isByName) {}

  private final PayloadRequest request;
  private final Diagnostics out;
  private final SecretScan scan = new SecretScan();

  private PayloadReview(PayloadRequest request, Diagnostics out) {
    this.request = request;
    this.out = out;
  }

  /**
   * Looks at the files, at their bytes as well.
   *
   * @param payload what was collected
   * @param request what it was collected from
   * @param out takes the findings
   */
  public static void review(Payload payload, PayloadRequest request, Diagnostics out) {
    PayloadSizes.report(payload, request.srcDir(), out);
    reviewNames(payload, request, out);
    new PayloadReview(request, out).reportSecrets(payload);
  }

  /**
   * Looks at the names of the modules alone, which decide what Python loads.
   *
   * @param payload what was collected
   * @param request what it was collected from
   * @param out takes the findings
   */
  public static void reviewNames(Payload payload, PayloadRequest request, Diagnostics out) {
    ShadowingModules.report(payload, request, out);
  }

  private void reportSecrets(Payload payload) {
    ConcurrentLinkedQueue<Suspect> suspects = new ConcurrentLinkedQueue<>();
    Stream<Payload.Entry> entries = payload.entries().stream();
    (payload.size() < WORTH_SHARING ? entries : entries.parallel())
        .forEach(entry -> look(entry, suspects));
    AllowedSecrets allowed = new AllowedSecrets(request.allowedSecrets());
    for (Suspect suspect : suspects) {
      if (!allowed.covers(suspect.entry.name())) {
        report(suspect);
      }
    }
    allowed.reportUnused(request.srcDir(), out);
  }

  /** Generated files are made of schemas alone, and those of wheels are public. */
  private void look(Payload.Entry entry, ConcurrentLinkedQueue<Suspect> suspects) {
    if (!(entry.content() instanceof Payload.OnDisk content) || content.size() == 0) {
      return;
    }
    Path file = content.file();
    Optional<String> kind = SecretNames.kind(entry.name());
    if (kind.isPresent()) {
      suspects.add(new Suspect(entry, Location.of(file), kind.get(), true));
      return;
    }
    try {
      List<SecretScan.Found> found = scan.scan(file);
      found.forEach(one -> suspects.add(new Suspect(entry, one.where(), one.kind(), false)));
    } catch (IOException e) {
      out.add(
          PayloadRule.SOURCE_UNREADABLE.at(
              Location.of(file),
              "`" + file + "` cannot be read" + Reasons.of(e) + ".",
              "Give yourself the right to read it, or name it in `.dvpignore`."));
    }
  }

  private void report(Suspect suspect) {
    String name = suspect.entry.name();
    String allow = " If it is none, say so with `--allow-secret " + argument(name) + "`.";
    if (suspect.isByName) {
      out.add(
          PayloadRule.SECRET_FILE.at(
              suspect.where,
              "A file of this name usually holds "
                  + suspect.kind
                  + ", and everybody who gets the artifact would have them.",
              "Name it in `.dvpignore`, or move it out of the source folder." + allow));
    } else {
      out.add(
          PayloadRule.SECRET_IN_FILE.at(
              suspect.where,
              "Here stands what looks like "
                  + suspect.kind
                  + ", and everybody who gets the artifact would have it.",
              "Take it out and have it made invalid, since it may be known already." + allow));
    }
  }

  /** As a shell takes it, unless the name holds quotes. */
  private static String argument(String name) {
    boolean isPlain = name.matches("[\\p{L}\\p{N}._/+@%,:=-]+");
    return isPlain ? name : "'" + PayloadNames.printable(name) + "'";
  }
}
