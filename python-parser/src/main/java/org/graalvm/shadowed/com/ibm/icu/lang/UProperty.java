package org.graalvm.shadowed.com.ibm.icu.lang;

/** The numbers of ICU's properties that the Python parser asks for. */
public interface UProperty {
  /** May continue an identifier, also after NFKC normalization. */
  int XID_CONTINUE = 32;

  /** May start an identifier, also after NFKC normalization. */
  int XID_START = 33;
}
