package dev.dvp.localengine.running;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The frames of {@code python-runtime/PROTOCOL.md}: four bytes of length, then JSON. */
final class Frames {
  /** The platform's limit for a library call, 192 MiB, and what JSON adds to it. */
  static final int MAX_FRAME = 256 * 1024 * 1024;

  /** Deeper than any schema that dvp takes, and shallow enough for every stack. */
  private static final int MAX_DEPTH = 500;

  private final ObjectMapper mapper =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxStringLength(MAX_FRAME)
                      .maxNameLength(MAX_FRAME)
                      .maxNumberLength(MAX_FRAME)
                      .build())
              .build());
  private final DataInputStream in;
  private final OutputStream out;

  Frames(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
  }

  ObjectNode object() {
    return mapper.createObjectNode();
  }

  /**
   * Sends a frame whole; safe from any thread.
   *
   * @throws IOException when the process is gone
   */
  void send(ObjectNode frame) throws IOException {
    byte[] body = mapper.writeValueAsBytes(frame);
    if (body.length > MAX_FRAME) {
      throw new IOException("a frame of " + body.length + " bytes is too long");
    }
    ByteBuffer data = ByteBuffer.allocate(Integer.BYTES + body.length);
    data.putInt(body.length).put(body);
    synchronized (out) {
      out.write(data.array());
      out.flush();
    }
  }

  /**
   * Waits for a frame.
   *
   * @return it; nothing when the process has closed its end
   * @throws IOException when what comes is no frame
   */
  Optional<ObjectNode> receive() throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException e) {
      return Optional.empty();
    }
    if (length < 0 || length > MAX_FRAME) {
      throw new IOException("a frame of " + Integer.toUnsignedLong(length) + " bytes");
    }
    // Grows with what comes: the length alone is only a claim.
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      return Optional.empty();
    }
    JsonNode frame = mapper.readTree(body);
    if (frame instanceof ObjectNode object) {
      return Optional.of(object);
    }
    throw new IOException("a frame that is no object");
  }
}
