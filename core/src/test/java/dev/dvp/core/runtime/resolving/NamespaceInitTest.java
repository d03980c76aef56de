package dev.dvp.core.runtime.resolving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceInitTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# Copyright\r\n\r\n",
        "\"\"\"What # this\nis for.\"\"\"\n",
        "# c\n__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n",
        "from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)  # noqa\n",
        "try:\n    __import__(\"pkg_resources\").declare_namespace(__name__)\n"
            + "except ImportError:\n    import pkgutil\n"
            + "    __path__ = pkgutil.extend_path(__path__, __name__)\n",
      })
  void whatOnlySharesItsFolderIsOne(String text) {
    assertThat(NamespaceInit.isOne(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import six\n",
        "__version__ = '1'\n",
        "\"\"\"Doc.\"\"\"; import os\n",
        "\"\"\"Not closed\nimport os\n",
        "__path__ = __import__('pkgutil').extend_path(__path__, 'other')\n",
      })
  void whatDoesMoreIsNone(String text) {
    assertThat(NamespaceInit.isOne(text)).isFalse();
  }
}
