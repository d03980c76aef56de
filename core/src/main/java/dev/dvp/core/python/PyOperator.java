package dev.dvp.core.python;

/** Python's operators, all kinds in one list. */
public enum PyOperator {
  /** {@code +}, with one operand or two. */
  ADD,
  /** {@code -}, with one operand or two. */
  SUBTRACT,
  /** {@code *}. */
  MULTIPLY,
  /** {@code @}. */
  MATRIX_MULTIPLY,
  /** {@code /}. */
  DIVIDE,
  /** {@code //}. */
  FLOOR_DIVIDE,
  /** {@code %}. */
  MODULO,
  /** {@code **}. */
  POWER,
  /** {@code <<}. */
  LEFT_SHIFT,
  /** {@code >>}. */
  RIGHT_SHIFT,
  /** {@code |}. */
  BIT_OR,
  /** {@code ^}. */
  BIT_XOR,
  /** {@code &}. */
  BIT_AND,
  /** {@code ~}. */
  INVERT,
  /** {@code not}. */
  NOT,
  /** {@code ==}. */
  EQUAL,
  /** {@code !=}. */
  NOT_EQUAL,
  /** {@code <}. */
  LESS,
  /** {@code <=}. */
  LESS_OR_EQUAL,
  /** {@code >}. */
  GREATER,
  /** {@code >=}. */
  GREATER_OR_EQUAL,
  /** {@code is}. */
  IS,
  /** {@code is not}. */
  IS_NOT,
  /** {@code in}. */
  IN,
  /** {@code not in}. */
  NOT_IN
}
