package com.oracle.graal.python.pegparser;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the hash map that it stands for. */
class RuleResultCacheTest {
  private static final int TOKENS = 3_000;
  private static final int RULES = 700;

  private record Kept(String result, int end) {}

  private static Parser parser() {
    ErrorCallback silent =
        (ErrorCallback)
            Proxy.newProxyInstance(
                ErrorCallback.class.getClassLoader(),
                new Class<?>[] {ErrorCallback.class},
                (proxy, method, arguments) -> null);
    PythonStringFactory<?> none =
        (PythonStringFactory<?>)
            Proxy.newProxyInstance(
                PythonStringFactory.class.getClassLoader(),
                new Class<?>[] {PythonStringFactory.class},
                (proxy, method, arguments) -> null);
    return new Parser(
        "", none, silent, InputType.FILE, EnumSet.noneOf(AbstractParser.Flags.class), 11);
  }

  @Test
  void keepsWhatRulesGaveAndWhereTheyEnded() {
    Parser parser = parser();
    RuleResultCache<String> cache = new RuleResultCache<>(parser);
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      Map<List<Integer>, Kept> model = new HashMap<>();
      for (int i = 0; i < 100_000; i++) {
        int token = random.nextInt(TOKENS);
        int rule = random.nextInt(RULES);
        List<Integer> key = List.of(token, rule);
        if (random.nextInt(3) > 0) {
          parser.reset(random.nextInt(TOKENS));
          String result = random.nextInt(4) == 0 ? null : token + ":" + rule + ":" + i;
          model.put(key, new Kept(result, parser.mark()));
          assertThat(cache.putResult(token, rule, result)).isSameAs(result);
        }
        assertThat(cache.hasResult(token, rule)).isEqualTo(model.containsKey(key));
        Kept kept = model.get(key);
        if (kept != null) {
          parser.reset(0);
          assertThat(cache.getResult(token, rule)).isSameAs(kept.result());
          assertThat(parser.mark()).isEqualTo(kept.end());
        }
      }
      cache.clear();
      assertThat(model.keySet()).noneMatch(key -> cache.hasResult(key.get(0), key.get(1)));
    }
  }

  @Test
  void theFirstTokenAndTheFirstRuleAreKeysLikeOthers() {
    RuleResultCache<String> cache = new RuleResultCache<>(parser());
    assertThat(cache.hasResult(0, 0)).isFalse();
    assertThat(cache.putResult(0, 0, "first")).isEqualTo("first");
    assertThat(cache.hasResult(0, 0)).isTrue();
    assertThat(cache.hasResult(0, 1)).isFalse();
    assertThat(cache.getResult(0, 0)).isEqualTo("first");
  }
}
