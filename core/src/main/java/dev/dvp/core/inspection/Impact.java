package dev.dvp.core.inspection;

/** What a change means for those who use the old version. The worst comes first. */
public enum Impact {
  /** An engine refuses the upgrade, or data of the old version does not fit. */
  BREAKING("breaking"),
  /** Would break, but the new version brings migrations, which can mend it. */
  COVERED("covered"),
  /** May or may not do harm. */
  RISKY("risky"),
  /** Everything that worked still does. */
  COMPATIBLE("compatible"),
  /** Nobody but a reader notices. */
  COSMETIC("cosmetic");

  private final String word;

  Impact(String word) {
    this.word = word;
  }

  /**
   * The impact as it is shown.
   *
   * @return one word
   */
  public String word() {
    return word;
  }
}
