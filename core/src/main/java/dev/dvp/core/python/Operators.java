package dev.dvp.core.python;

import com.oracle.graal.python.pegparser.sst.CmpOpTy;
import com.oracle.graal.python.pegparser.sst.OperatorTy;
import com.oracle.graal.python.pegparser.sst.UnaryOpTy;

/** Turns the parser's operators into ours. */
final class Operators {
  private Operators() {}

  static PyOperator of(OperatorTy operator) {
    return switch (operator) {
      case Add -> PyOperator.ADD;
      case Sub -> PyOperator.SUBTRACT;
      case Mult -> PyOperator.MULTIPLY;
      case MatMult -> PyOperator.MATRIX_MULTIPLY;
      case Div -> PyOperator.DIVIDE;
      case Mod -> PyOperator.MODULO;
      case Pow -> PyOperator.POWER;
      case LShift -> PyOperator.LEFT_SHIFT;
      case RShift -> PyOperator.RIGHT_SHIFT;
      case BitOr -> PyOperator.BIT_OR;
      case BitXor -> PyOperator.BIT_XOR;
      case BitAnd -> PyOperator.BIT_AND;
      case FloorDiv -> PyOperator.FLOOR_DIVIDE;
    };
  }

  static PyOperator of(UnaryOpTy operator) {
    return switch (operator) {
      case Invert -> PyOperator.INVERT;
      case Not -> PyOperator.NOT;
      case UAdd -> PyOperator.ADD;
      case USub -> PyOperator.SUBTRACT;
    };
  }

  static PyOperator of(CmpOpTy operator) {
    return switch (operator) {
      case Eq -> PyOperator.EQUAL;
      case NotEq -> PyOperator.NOT_EQUAL;
      case Lt -> PyOperator.LESS;
      case LtE -> PyOperator.LESS_OR_EQUAL;
      case Gt -> PyOperator.GREATER;
      case GtE -> PyOperator.GREATER_OR_EQUAL;
      case Is -> PyOperator.IS;
      case IsNot -> PyOperator.IS_NOT;
      case In -> PyOperator.IN;
      case NotIn -> PyOperator.NOT_IN;
    };
  }
}
