package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One call to the engine: what it is for, what it is about, how far it is, how long it may take.
 */
sealed interface Call {
  /** What goes on at this moment. */
  Step step();

  /** The file that the call is about, or no file. */
  default Location about() {
    return Location.NONE;
  }

  /** How many bytes of a file have moved so far; always 0 when none is moved. */
  default long moved() {
    return 0;
  }

  /** How long the call may go on before more bytes have moved. */
  Duration patience();

  /** A call that moves no file: its patience holds for the whole of it. */
  record Plain(Step step, Location about, Duration patience) implements Call {}

  /**
   * Opens a session.
   *
   * @param isForArtifact whether the API version is the one that an artifact asks for
   */
  record Opening(boolean isForArtifact, Duration patience) implements Call {
    @Override
    public Step step() {
      return Step.OPEN_SESSION;
    }
  }

  /** Logs in. */
  final class Login implements Call {
    private final Duration patience;
    private volatile boolean refused;

    Login(Duration patience) {
      this.patience = patience;
    }

    @Override
    public Step step() {
      return Step.LOGIN;
    }

    @Override
    public Duration patience() {
      return patience;
    }

    /** What is left of the answer shows that it was a no. */
    void refused() {
      refused = true;
    }

    boolean wasRefused() {
      return refused;
    }
  }

  /** Sends a file of a known size. */
  final class Upload implements Call {
    private final Path file;
    private final long total;
    private final EngineTimeouts timeouts;
    private final Progress progress;
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean answered;

    Upload(Path file, long total, EngineTimeouts timeouts, Progress progress) {
      this.file = file;
      this.total = total;
      this.timeouts = timeouts;
      this.progress = progress;
    }

    @Override
    public Step step() {
      return sent.get() < total ? Step.SEND : Step.TAKE;
    }

    @Override
    public Location about() {
      return Location.of(file);
    }

    @Override
    public long moved() {
      return sent.get();
    }

    @Override
    public Duration patience() {
      return sent.get() < total ? timeouts.idle() : timeouts.work();
    }

    /** The engine itself said yes or no. */
    void answered() {
      answered = true;
    }

    boolean wasAnswered() {
      return answered;
    }

    /** More of the file was handed to the connection. */
    void sent(int bytes) {
      progress.moved(sent.addAndGet(bytes), total);
    }
  }

  /** Fetches a file. */
  final class Download implements Call {
    private final Path folder;
    private final EngineTimeouts timeouts;
    private final Progress progress;
    private final AtomicLong received = new AtomicLong();

    Download(Path folder, EngineTimeouts timeouts, Progress progress) {
      this.folder = folder;
      this.timeouts = timeouts;
      this.progress = progress;
    }

    @Override
    public Step step() {
      return Step.DOWNLOAD;
    }

    @Override
    public long moved() {
      return received.get();
    }

    @Override
    public Duration patience() {
      return received.get() == 0 ? timeouts.work() : timeouts.idle();
    }

    /** The folder that the file goes to. */
    Path folder() {
      return folder;
    }

    /** More bytes came. */
    void received(int bytes, long total) {
      progress.moved(received.addAndGet(bytes), total);
    }
  }
}
