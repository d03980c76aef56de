package dev.dvp.core.python;

/** The numbers that stand for kinds of nodes in a written tree. 0 is no node. */
final class NodeKind {
  static final int NOTHING = 0;

  // Expressions.
  static final int NAME = 1;
  static final int ATTRIBUTE = 2;
  static final int SUBSCRIPT = 3;
  static final int SLICE = 4;
  static final int CALL = 5;
  static final int TEXT = 6;
  static final int BYTES = 7;
  static final int INT = 8;
  static final int REAL = 9;
  static final int TRUTH = 10;
  static final int NONE = 11;
  static final int ELLIPSIS = 12;
  static final int FORMATTED_TEXT = 13;
  static final int FORMATTED_VALUE = 14;
  static final int TUPLE = 15;
  static final int LIST = 16;
  static final int SET = 17;
  static final int DICT = 18;
  static final int STARRED = 19;
  static final int LAMBDA = 20;
  static final int CONDITIONAL = 21;
  static final int LOGICAL = 22;
  static final int BINARY = 23;
  static final int UNARY = 24;
  static final int COMPARISON = 25;
  static final int WALRUS = 26;
  static final int COMPREHENSION = 27;
  static final int AWAIT = 28;
  static final int YIELD = 29;

  // Statements.
  static final int FUNCTION = 1;
  static final int CLASS = 2;
  static final int ASSIGN = 3;
  static final int ANNOTATED_ASSIGN = 4;
  static final int AUGMENTED_ASSIGN = 5;
  static final int RETURN = 6;
  static final int DELETE = 7;
  static final int FOR = 8;
  static final int WHILE = 9;
  static final int IF = 10;
  static final int WITH = 11;
  static final int MATCH = 12;
  static final int RAISE = 13;
  static final int TRY = 14;
  static final int ASSERT = 15;
  static final int IMPORT = 16;
  static final int IMPORT_FROM = 17;
  static final int SCOPE_DECLARATION = 18;
  static final int EXPRESSION = 19;
  static final int PASS = 20;
  static final int BREAK = 21;
  static final int CONTINUE = 22;

  // Patterns.
  static final int VALUE = 1;
  static final int SEQUENCE = 2;
  static final int STAR = 3;
  static final int MAPPING = 4;
  static final int CLASS_PATTERN = 5;
  static final int CAPTURE = 6;
  static final int ALTERNATIVES = 7;

  private NodeKind() {}
}
