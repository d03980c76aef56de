package dev.dvp.localengine.web;

import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.plugins.ReceivedArtifact;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/**
 * Receives an upload: a multipart body with the parts {@code token} and {@code file}. The file goes
 * to the disk as it comes, and its hash is made on the way; memory is one buffer, whatever the
 * size. A token that stands before the file, as clients send it, is checked before any of the file
 * is taken.
 */
final class MultipartUpload implements MultiPart.Parser.Listener, Closeable {
  private static final int BUFFER = 32 * 1024;
  private static final int MAX_TOKEN = 256;
  private static final int MAX_PARTS = 8;
  private static final int MAX_PART_HEADERS = 4096;

  /** What a body may hold besides the file: boundaries, part headers, the token, other parts. */
  static final long ENVELOPE_BYTES = 64 * 1024;

  private final Path folder;
  private final long maxBytes;
  private final Predicate<String> tokenCheck;
  private final MessageDigest digest = sha256();
  private final ByteArrayOutputStream token = new ByteArrayOutputStream();

  private Optional<ApiException> problem = Optional.empty();
  private Part part = Part.OTHER;
  private String disposition = "";
  private boolean tokenSeen;
  private boolean tokenGood;
  private boolean fileSeen;
  private boolean complete;
  private Optional<Path> file = Optional.empty();
  private Optional<FileChannel> channel = Optional.empty();
  private long bytes;

  private enum Part {
    TOKEN,
    FILE,
    OTHER
  }

  /**
   * An upload to be received.
   *
   * @param folder where the file goes
   * @param maxBytes the largest file that is taken
   * @param tokenCheck uses a token up, and tells whether it was good; asked once at most
   */
  MultipartUpload(Path folder, long maxBytes, Predicate<String> tokenCheck) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.tokenCheck = tokenCheck;
  }

  /**
   * Receives it.
   *
   * @param contentType the body's type, with the boundary
   * @param body the body
   * @return the file, which is now the caller's to delete
   * @throws ApiException when the body is no such upload, is too large, or has no good token
   * @throws IOException when the body breaks off
   */
  ReceivedArtifact receive(String contentType, InputStream body) throws ApiException, IOException {
    String boundary = MultiPart.extractBoundary(contentType);
    if (boundary == null || boundary.isEmpty()) {
      throw malformed("it has no multipart boundary");
    }
    MultiPart.Parser parser = new MultiPart.Parser(boundary, this);
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
    byte[] buffer = new byte[BUFFER];
    long received = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      received += read;
      if (received > maxBytes + ENVELOPE_BYTES) { // also of what belongs to no part that we keep
        throw Refuse.tooLarge(maxBytes);
      }
      parser.parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, read), false));
      throwProblem();
    }
    parser.parse(Content.Chunk.EOF);
    throwProblem();
    if (!complete) {
      throw malformed("it ends in the middle");
    }
    return result();
  }

  private ReceivedArtifact result() throws ApiException, IOException {
    if (!tokenSeen) {
      throw malformed("the part \"token\" is missing");
    }
    checkToken();
    throwProblem();
    if (file.isEmpty()) {
      throw malformed("the part \"file\" is missing");
    }
    closeChannel();
    Path received = file.get();
    file = Optional.empty(); // no longer ours to delete
    return new ReceivedArtifact(received, HexFormat.of().formatHex(digest.digest()), bytes);
  }

  private void throwProblem() throws ApiException {
    if (problem.isPresent()) {
      throw problem.get();
    }
  }

  @Override
  public void onPartBegin() {
    part = Part.OTHER;
    disposition = "";
  }

  @Override
  public void onPartHeader(String name, String value) {
    if (name.equalsIgnoreCase("Content-Disposition")) {
      disposition = value;
    }
  }

  @Override
  public void onPartHeaders() {
    Map<String, String> attributes = new HashMap<>();
    HttpField.getValueParameters(disposition, attributes);
    switch (attributes.getOrDefault("name", "")) {
      case "token" -> beginToken();
      case "file" -> beginFile();
      default -> part = Part.OTHER;
    }
  }

  private void beginToken() {
    part = Part.TOKEN;
    if (tokenSeen) {
      report(malformed("it has two parts \"token\""));
    }
    tokenSeen = true;
  }

  private void beginFile() {
    part = Part.FILE;
    if (fileSeen) {
      report(malformed("it has two parts \"file\""));
    }
    fileSeen = true;
    if (tokenSeen) {
      checkToken();
    }
    if (problem.isPresent()) {
      return;
    }
    try {
      Path target = PrivateFiles.createTemporary(folder, ".upload");
      file = Optional.of(target);
      channel = Optional.of(FileChannel.open(target, StandardOpenOption.WRITE));
    } catch (IOException e) {
      report(Refuse.noSpace());
    }
  }

  private void checkToken() {
    if (!tokenGood && !tokenCheck.test(token.toString(StandardCharsets.UTF_8).strip())) {
      report(Refuse.badToken());
      return;
    }
    tokenGood = true;
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    ByteBuffer content = chunk.getByteBuffer();
    if (problem.isPresent()) {
      return;
    }
    switch (part) {
      case TOKEN -> addToToken(content);
      case FILE -> addToFile(content);
      case OTHER -> {} // a part that we do not know: let it pass
    }
  }

  private void addToToken(ByteBuffer content) {
    if (token.size() + content.remaining() > MAX_TOKEN) {
      report(Refuse.badToken());
      return;
    }
    while (content.hasRemaining()) {
      token.write(content.get());
    }
  }

  private void addToFile(ByteBuffer content) {
    bytes += content.remaining();
    if (bytes > maxBytes) {
      report(Refuse.tooLarge(maxBytes));
      return;
    }
    digest.update(content.duplicate());
    try {
      while (content.hasRemaining() && channel.isPresent()) {
        channel.get().write(content);
      }
    } catch (IOException e) {
      report(Refuse.noSpace());
    }
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable failure) {
    report(malformed("it is no well-formed multipart body, or ends in the middle"));
  }

  /** Keeps the first problem: those that follow come of it. */
  private void report(ApiException found) {
    if (problem.isEmpty()) {
      problem = Optional.of(found);
    }
  }

  private static ApiException malformed(String reason) {
    return new ApiException(
        Refuse.BAD_REQUEST,
        "exception.webservices.upload.malformed",
        "The upload cannot be read: " + reason + ".",
        "Send a multipart/form-data body with the parts \"token\" and \"file\".");
  }

  private void closeChannel() throws IOException {
    Optional<FileChannel> open = channel;
    channel = Optional.empty();
    if (open.isPresent()) {
      open.get().close();
    }
  }

  /** Deletes the file, unless it was handed out. */
  @Override
  public void close() throws IOException {
    closeChannel();
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
