package dev.dvp.core.payload.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScanTest {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final SecretScan SCAN = new SecretScan();

  @TempDir Path folder;

  /** The same for every run; no such token was ever given out. */
  private static String random(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static String withChecksum() {
    String text = random(30);
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    StringBuilder digits = new StringBuilder();
    for (long left = crc.getValue(); digits.length() < 6; left /= 62) {
      digits.insert(0, ALPHABET.charAt((int) (left % 62)));
    }
    return text + digits;
  }

  private static String pem(String label, String lineEnd) {
    return "-----BEGIN " + label + "-----" + lineEnd + random(64) + lineEnd + random(63) + lineEnd;
  }

  static Stream<String> secrets() {
    return Stream.of(
        pem("PRIVATE KEY", "\n"),
        pem("RSA PRIVATE KEY", "\r\n"),
        pem("OPENSSH PRIVATE KEY", "\n    "),
        pem("EC PRIVATE KEY", "\\n"),
        pem("PRIVATE KEY", "\" +\n    \""),
        pem("RSA PRIVATE KEY", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,ABCD\n\n"),
        pem("PGP PRIVATE KEY BLOCK", "\nVersion: GnuPG v1\n\n"),
        "PuTTY-User-Key-File-3: ssh-ed25519\n",
        "key: AK" + "IAQ3EGRIDXB7KTZWQP\nsecret = \"" + random(37) + "+/x\"",
        "gh" + "p_" + withChecksum(),
        "gh" + "s_" + withChecksum(),
        "np" + "m_" + withChecksum(),
        "github_" + "pat_" + random(22) + "_" + random(59),
        "gl" + "pat-" + random(20),
        "xo" + "xb-2345678901-3456789012-" + random(24),
        "https://hooks." + "slack.com/services/T01ABCDEF/B02GHIJKL/" + random(24),
        "AI" + "za" + random(35),
        "GOC" + "SPX-" + random(28),
        "Account" + "Key=" + random(86) + "==;",
        "abc" + "8Q~" + random(32),
        "//registry.npmjs.org/:_auth" + "Token=" + random(20),
        "py" + "pi-AgEIcHlwaS5vcmc" + random(60),
        "postgresql+psycopg2://app:gr8W0rd" + "Zz@db.internal:5432/x",
        "redis://:" + random(20) + "@cache.corp/0",
        "postgres://admin:MyPa" + "ss2024xQ@db.corp.com/x",
        "postgres://admin:token" + "izer88Xq@db.corp.com/x",
        "postgres://admin:your" + "name9Xk2@db.corp.com/x",
        "postgres://admin:Xk29$" + "fjs83kq@db.corp.com/x",
        "postgres://admin:Xk29*" + "fjs83kq@db.corp.com/x",
        "postgres://admin:horse" + "battery@db.corp.com/x",
        "postgres://admin:Passw" + "ord2024!@db.corp.com/x",
        "aws_secret_access_" + "key = " + random(38) + "+/",
        "AWS_SECRET_ACCESS_" + "KEY=\"" + random(38) + "/x",
        "{\"SecretAccess" + "Key\": \"" + random(40),
        "https://u:p%40ss" + "w0rT9@{host}/".replace("p%40ss", "k%40y"));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("file"), text);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void secretsAreFoundWhereTheyStand(String secret) throws IOException {
    for (String before : List.of("", "x", "# grüße 😀\n  x = '")) {
      Path file = write(before.equals("x") ? "x\n\n\n" + secret : before + secret + "'\n");
      List<SecretScan.Found> found = SCAN.scan(file);
      assertThat(found).as(before + secret).hasSize(1);
      assertThat(found.get(0).where().line())
          .isGreaterThanOrEqualTo(before.equals("x") ? 4 : before.isEmpty() ? 1 : 2);
      assertThat(found.toString()).doesNotContain(random(64).substring(0, 10));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "'-----BEGIN RSA PRIVATE KEY-----\\nMIIEowIBAAKCAQ...'",
        "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxyz0123Qw",
        "-----BEGIN CERTIFICATE-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxyz0123Qw",
        "if text.startswith('-----BEGIN OPENSSH PRIVATE KEY-----'):",
        "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AKIAQ3EGRIDXB7KTZWQP da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "npm_config_registry npm_lifecycle_event",
        "glpat-<your-token> glpat-xxxxxxxxxxxxxxxxxxxx",
        "xoxb-your-token-goes-here-please",
        "AIzaSy",
        "https://user:password@host/",
        "https://user:PASSWORD@db.corp/",
        "https://%s:%s@%s/",
        "f'https://{user}:{password}@{host}/'",
        "https://<user>:<password>@db.corp/",
        "https://user:***@db.corp/",
        "https://user:@db.corp/",
        "https://user:$PASSWORD@db.corp/",
        "https://user:${PASSWORD}@db.corp/",
        "https://user:gl-$CI_JOB_TOKEN@db.corp/",
        "https://user:Xk29${fjs83kq}@db.corp/",
        "https://user:******@db.corp/",
        "https://user:my-password-1@db.corp/",
        "https://user:YourPasswordHere@db.corp/",
        "https://user:<your-token>@db.corp/",
        "https://user:test_token_123@db.corp/",
        "https://user:replace-with-your-api-key@db.corp/",
        "https://user:pass1234@db.corp/",
        "aws_secret_access_key = da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "aws_secret_access_key=os.environ['AWS_SECRET_ACCESS_KEY']",
        "https://user:%(pw)s@db.corp/",
        "https://admin:admin@db.corp/",
        "https://joe:gr8W0rdZz@example.com/",
        "https://joe:gr8W0rdZz@localhost:80/",
        "http://host:8080/path@2x.png",
        "mongodb://host1:27017,host2:27017/x@y",
        "scheme://authority:port@x",
        "git+ssh://git@github.com:user/repo"
      })
  void whatOnlyShowsTheFormIsNone(String text) throws IOException {
    assertThat(SCAN.scan(write(text + "\n"))).isEmpty();
  }

  @Test
  void whatLiesAcrossTwoPiecesIsFound() throws IOException {
    String secret = "gh" + "p_" + withChecksum();
    int border = (256 << 10) - Window.AHEAD;
    for (int offset = border - 45; offset < border + 45; offset += 5) {
      Path file = write(" ".repeat(offset) + secret + "\n" + " ".repeat(300_000) + "\n" + secret);
      assertThat(SCAN.scan(file))
          .extracting(SecretScan.Found::where)
          .containsExactly(new Location(file, 1, offset + 1), new Location(file, 3, 1));
    }
  }

  @Test
  void aBinaryFileHasNoLines() throws IOException {
    Path file = write("\0\0\n\n gh" + "p_" + withChecksum() + "\0");
    assertThat(SCAN.scan(file))
        .containsExactly(new SecretScan.Found("a token of GitHub's", Location.of(file)));
  }

  @Test
  void aFileFullOfThemIsTenFindings() throws IOException {
    assertThat(SCAN.scan(write(("gh" + "p_" + withChecksum() + "\n").repeat(50_000)))).hasSize(10);
    assertThat(SCAN.scan(write(""))).isEmpty();
  }

  /** Each of these begins something on every few bytes, and ends nowhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {"-----BEGIN PRIVATE KEY-----", "AKIAQ3EGRIDXB7KTZWQP ", "://a:", "glpat-", "\\"})
  void hostileTextsEndSoon(String piece) throws IOException {
    String text = piece.repeat((1 << 20) / piece.length());
    long start = System.nanoTime();
    SCAN.scan(write(text));
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".env",
        "a/.env.production",
        ".envrc",
        "conf/prod.env",
        "id_rsa",
        "keys/ID_ED25519",
        "x.p12",
        "x.PFX",
        ".netrc",
        ".pgpass",
        ".aws/credentials",
        "home/.aws/credentials"
      })
  void namesTell(String name) {
    assertThat(SecretNames.kind(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".env.example",
        ".env.sample",
        "example.env",
        "conf/my-example.env",
        "template.env",
        "env",
        "id_rsa.pub",
        "credentials",
        "a.keys",
        ".p12",
        "aws/credentials",
        "environment.py",
        "x.pem"
      })
  void otherNamesDoNot(String name) {
    assertThat(SecretNames.kind(name)).isEmpty();
  }
}
