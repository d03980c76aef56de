package dev.dvp.core.payload.secrets;

/** A private key as PuTTY keeps it: always with the private part. */
record PuttyKey() implements SecretKind {
  @Override
  public String prefix() {
    return "PuTTY-User-Key-File-";
  }

  @Override
  public String kind() {
    return "a private key";
  }

  @Override
  public boolean isAt(Window window, int start) {
    int version = window.at(start + prefix().length());
    int after = start + prefix().length() + 1;
    boolean isFile = version >= '1' && version <= '9' && window.at(after) == ':';
    // The name of an algorithm follows, such as `ssh-ed25519`.
    return isFile && window.at(after + 1) == ' ' && window.at(after + 2) >= 'a';
  }
}
