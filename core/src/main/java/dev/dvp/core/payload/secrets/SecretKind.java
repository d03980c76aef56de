package dev.dvp.core.payload.secrets;

import dev.dvp.core.payload.secrets.Window.ByteKind;
import java.util.List;

/** A kind of secret that is known by its bytes. */
interface SecretKind {
  /** Bytes that each of its kind holds, three at least. */
  String prefix();

  /** What it is, with an article. */
  String kind();

  /** Whether one is there, given that its prefix is. */
  boolean isAt(Window window, int start);

  /**
   * Those that are looked for. The forms are those that the issuers publish, or that their own
   * scanners of repositories look for.
   */
  static List<SecretKind> all() {
    return List.of(
        new PrivateKey(),
        new PuttyKey(),
        new AwsKey("AKIA"),
        new AwsKey("ASIA"),
        new AwsSecret("aws_secret_access_key"),
        new AwsSecret("AWS_SECRET_ACCESS_KEY"),
        new AwsSecret("SecretAccessKey"),
        new UrlPassword(),
        new NpmPassword("_authToken="),
        new NpmPassword("_password="),
        github("ghp_"),
        github("gho_"),
        github("ghu_"),
        github("ghs_"),
        github("ghr_"),
        token("github_pat_", "a token of GitHub's", ByteKind.WORD, 82, 82),
        gitlab("glpat-"),
        gitlab("gldt-"),
        gitlab("glrt-"),
        gitlab("glptt-"),
        gitlab("glcbt-"),
        gitlab("glsoat-"),
        slack("xoxa-"),
        slack("xoxb-"),
        slack("xoxp-"),
        slack("xoxr-"),
        slack("xoxs-"),
        slack("xoxe."),
        slack("xapp-"),
        token("hooks.slack.com/services/T", "a web hook of Slack's", ByteKind.BASE64, 36, 60),
        token("AIza", "an API key of Google's", ByteKind.URL_SAFE, 35, 35),
        token("GOCSPX-", "a client secret of Google's", ByteKind.URL_SAFE, 28, 28),
        token("AccountKey=", "a key of Azure's storage", ByteKind.BASE64, 86, 86),
        token("SharedAccessKey=", "an access key of Azure's", ByteKind.BASE64, 43, 43),
        new AzureSecret("7Q~"),
        new AzureSecret("8Q~"),
        new Token("npm_", "a token of npm's", ByteKind.ALPHANUMERIC, 36, 36, true),
        token("pypi-AgEIcHlwaS5vcmc", "a token of PyPI's", ByteKind.URL_SAFE, 50, 1000),
        token("pypi-AgENdGVzdC5weXBpLm9yZw", "a token of PyPI's", ByteKind.URL_SAFE, 50, 1000),
        token("sk_live_", "a key of Stripe's", ByteKind.ALPHANUMERIC, 24, 250),
        token("rk_live_", "a key of Stripe's", ByteKind.ALPHANUMERIC, 24, 250),
        token("dckr_pat_", "a token of Docker's", ByteKind.URL_SAFE, 27, 27),
        token("dop_v1_", "a token of DigitalOcean's", ByteKind.ALPHANUMERIC, 64, 64),
        token("hvs.", "a token of Vault's", ByteKind.URL_SAFE, 90, 250));
  }

  private static Token token(String prefix, String kind, ByteKind rest, int least, int most) {
    return new Token(prefix, kind, rest, least, most, false);
  }

  private static Token github(String prefix) {
    return new Token(prefix, "a token of GitHub's", ByteKind.ALPHANUMERIC, 36, 36, true);
  }

  private static Token gitlab(String prefix) {
    return token(prefix, "a token of GitLab's", ByteKind.PARTS, 20, 400);
  }

  private static Token slack(String prefix) {
    return token(prefix, "a token of Slack's", ByteKind.URL_SAFE, 24, 400);
  }
}
