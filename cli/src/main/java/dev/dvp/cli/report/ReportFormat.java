package dev.dvp.cli.report;

import dev.dvp.cli.Host;
import java.util.List;

/** How a {@link Report} is written. */
public enum ReportFormat {
  /** For people. */
  TEXT,
  /** One JSON document with a {@code schemaVersion}. */
  JSON,
  /** SARIF 2.1.0, for code scanning services and editors. */
  SARIF,
  /** Workflow commands that GitHub Actions shows beside the lines. */
  GITHUB;

  /** The words that the option takes. */
  public static final List<String> WORDS = List.of("text", "json", "sarif", "github");

  /**
   * The format of a word.
   *
   * @param word one of {@link #WORDS}
   * @return the format
   */
  public static ReportFormat of(String word) {
    return values()[WORDS.indexOf(word)];
  }

  /**
   * Tells whether standard output must hold one document and nothing else.
   *
   * @return true for JSON and SARIF
   */
  public boolean isDocument() {
    return this == JSON || this == SARIF;
  }

  /**
   * Writes a report.
   *
   * @param report what to write
   * @param host shows paths, and knows the version of dvp
   * @param style colours and width, for {@link #TEXT}
   * @return the whole text, ending in a line break unless empty
   */
  public String render(Report report, Host host, Style style) {
    return switch (this) {
      case TEXT -> new TextReport(host, style).render(report);
      case JSON -> JsonReport.render(report, host);
      case SARIF -> SarifReport.render(report, host);
      case GITHUB -> GithubReport.render(report, host);
    };
  }
}
