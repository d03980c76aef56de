package dev.dvp.core.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.http.Credentials;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NetrcTest {
  private static String find(Netrc netrc, String host, boolean orDefault) {
    Optional<Credentials> found = netrc.find(host, orDefault);
    return found
        .map(c -> new String(c.user().reveal()) + ":" + new String(c.password().reveal()))
        .orElse("none");
  }

  @Test
  void entriesAreFoundByHost() {
    Netrc netrc =
        Netrc.parse(
            "# mine\nmachine a.example login me password p#1 account x\n"
                + "machine B.example\n  login you\n  password \"with \\\" blank\"\n\n"
                + "macdef init\nmachine evil login x password y\n\n"
                + "machine a.example login second password second\n"
                + "default login any password all\n");
    assertThat(netrc.brokenLine()).isZero();
    assertThat(find(netrc, "A.EXAMPLE", false)).isEqualTo("me:p#1");
    assertThat(find(netrc, "b.example", false)).isEqualTo("you:with \" blank");
    assertThat(find(netrc, "evil", false)).isEqualTo("none");
    assertThat(find(netrc, "evil", true)).isEqualTo("any:all");
  }

  @Test
  void fromABrokenPlaceOnNothingCounts() {
    Netrc netrc = Netrc.parse("machine a login u password p\nmachin b login u password q\n");
    assertThat(netrc.brokenLine()).isEqualTo(2);
    assertThat(find(netrc, "a", false)).isEqualTo("u:p");
    assertThat(find(netrc, "b", false)).isEqualTo("none");
    assertThat(netrc.find("a", false).orElseThrow())
        .hasToString("Credentials[user=***, password=***]");
  }

  @Provide
  Arbitrary<String> almost() {
    return Arbitraries.of(
            "machine ",
            "default ",
            "login ",
            "password ",
            "macdef ",
            "x ",
            "\"",
            "\\",
            "#",
            "\n",
            "\n\n")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 500)
  void noTextBreaksTheReader(@ForAll("almost") String text, @ForAll String any) {
    assertThat(Netrc.parse(text).brokenLine()).isNotNegative();
    assertThat(Netrc.parse(any).brokenLine()).isNotNegative();
  }
}
