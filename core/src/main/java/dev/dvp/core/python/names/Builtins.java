package dev.dvp.core.python.names;

import java.util.List;
import java.util.Set;

/** The names that Python 3.11 has without an import. */
final class Builtins {
  private static final List<String> ALL =
      List.of(
          """
          ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup
          BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError
          ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
          DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
          ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning
          GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
          InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
          ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError
          OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
          RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration
          StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
          TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
          UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError
          __build_class__ __debug__ __doc__ __import__ __loader__ __name__ __package__ __spec__ abs
          aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod
          compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter
          float format frozenset getattr globals hasattr hash help hex id input int isinstance
          issubclass iter len license list locals map max memoryview min next object oct open ord
          pow print property quit range repr reversed round set setattr slice sorted staticmethod
          str sum super tuple type vars zip
          __file__ __builtins__ __annotations__ __cached__ WindowsError
          """
              .strip()
              .split("\\s+"));

  private static final Set<String> SET = Set.copyOf(ALL);

  private Builtins() {}

  static boolean contains(String name) {
    return SET.contains(name);
  }

  /** For suggestions: those that programs use by name. */
  static List<String> all() {
    return ALL;
  }

  /** The names that a class body has of itself. */
  static boolean isClassMagic(String name) {
    return name.equals("__module__") || name.equals("__qualname__");
  }
}
