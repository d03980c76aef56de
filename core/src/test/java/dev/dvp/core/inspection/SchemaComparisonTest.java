package dev.dvp.core.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.schema.DefinitionKind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaComparisonTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static ObjectNode schema(String json) {
    try {
      return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String compare(String before, String after) {
    return SchemaComparison.compare(DefinitionKind.REPOSITORY, schema(before), schema(after))
        .stream()
        .map(c -> c.impact().word() + c.rule().map(rule -> " " + rule.id()).orElse(""))
        .collect(Collectors.joining(", "));
  }

  /** What is expected both ways: from the first to the second, and back. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {'type':'string'} | breaking B813 | compatible",
        "{'type':'integer'} | {'type':'number'} | compatible | breaking B813",
        "{'type':'string'} | {'type':['string','null']} | compatible | breaking B813",
        "{'enum':[1,2]} | {'enum':[1,2,3]} | compatible | breaking B814",
        "{'enum':[1,2]} | {'enum':[2,3]} | breaking B814, compatible | breaking B814, compatible",
        "{} | {'const':1} | breaking B814 | compatible",
        "{'const':1} | {'enum':[1,2]} | compatible | breaking B814",
        "{'maximum':5} | {'maximum':4} | breaking B815 | compatible",
        "{'maximum':5} | {'maximum':5.0} | `` | ``",
        "{'minimum':5} | {'minimum':4} | compatible | breaking B815",
        "{} | {'exclusiveMinimum':4} | breaking B815 | compatible",
        "{'maxLength':5} | {'maxLength':50} | compatible | breaking B815",
        "{} | {'minItems':1} | breaking B815 | compatible",
        "{'multipleOf':6} | {'multipleOf':3} | compatible | breaking B815",
        "{'multipleOf':1e999999999} | {'multipleOf':3} | breaking B815 | breaking B815",
        "{} | {'uniqueItems':true} | breaking B815 | compatible",
        "{'pattern':'a'} | {'pattern':'b'} | breaking B816 | breaking B816",
        "{} | {'pattern':'b'} | breaking B816 | compatible",
        "{} | {'format':'date'} | breaking B816 | compatible",
        "{} | {'format':'password'} | compatible | risky B821",
        "{} | {'additionalProperties':false} | breaking B817 | compatible",
        "{} | {'additionalProperties':{'type':'string'}} | breaking B817 | compatible",
        "{'additionalProperties':{}} | {'additionalProperties':{'type':'string'}} | breaking B813 |"
            + " compatible",
        "{'additionalProperties':{}} | {'additionalProperties':false} | breaking B817 | compatible",
        "{} | {'properties':{'a':{}}} | compatible | risky B812",
        "{'additionalProperties':false} | {'additionalProperties':false,'properties':{'a':{}}} |"
            + " compatible | breaking B812",
        "{'properties':{'a':{}}} | {'properties':{'a':{}},'required':['a']} | breaking B811 |"
            + " compatible",
        "{} | {'properties':{'a':{}},'required':['a']} | breaking B811 | risky B812",
        "{'properties':{'a':{'type':'string'}}} | {'properties':{'a':{}}} | compatible |"
            + " breaking B813",
        "{'additionalProperties':{'type':'string'}} |"
            + " {'additionalProperties':{'type':'string'},'properties':{'n':{'type':'integer'}}} |"
            + " breaking B813 | risky B812, breaking B813",
        "{'additionalProperties':{'type':'string'}} |"
            + " {'additionalProperties':{'type':'string'},'properties':{'n':{'type':'string'}}} |"
            + " compatible | risky B812",
        "{'patternProperties':{'n':{'type':'string'}}} |"
            + " {'patternProperties':{'n':{'type':'string'}},'properties':{'n':{'maximum':1}}} |"
            + " risky B819 | risky B812",
        "{'enum':[1,{'a':[2.50]}]} | {'enum':[1.0,{'a':[2.5]}]} | `` | ``",
        "{'const':100} | {'enum':[1e2,3]} | compatible | breaking B814",
        "{'multipleOf':2,'default':1} | {'multipleOf':2.0,'default':1.0} | `` | ``",
        "{'items':{'type':'string'}} | {'items':{}} | compatible | breaking B813",
        "{'items':{'type':'string'}} | {'items':[{'type':'string'}]} | risky B819 | risky B819",
        "{} | {'patternProperties':{'^x':{'type':'string'}}} | breaking B813 | compatible",
        "{'allOf':[{'maximum':5}]} | {'allOf':[{'maximum':6}]} | compatible | breaking B815",
        "{} | {'anyOf':[{'maximum':5}]} | risky B819 | risky B819",
        "{} | {'not':{}} | risky B819 | risky B819",
        "{} | {'title':'x'} | cosmetic | cosmetic",
        "{} | {'prettyName':'x','description':'y'} | cosmetic, cosmetic | cosmetic, cosmetic",
        "{} | {'default':1} | compatible | compatible",
        "{'nameField':'a'} | {'nameField':'b'} | breaking B818 | breaking B818",
        "{'properties':{'a':true}} | {'properties':{'a':false}} | breaking B814 | compatible",
        "{} | {'$ref':'https://delphix.com/platform/api#/definitions/credentialsSupplier'} |"
            + " risky B819 | risky B819"
      })
  void tellsWhatAChangeMeansForData(String before, String after, String there, String back) {
    assertThat(compare(before, after)).isEqualTo(there);
    assertThat(compare(after, before)).isEqualTo(back);
  }

  @Test
  void referencesAreFollowed() {
    String before =
        "{'definitions':{'p':{'type':'integer'}},'properties':{'a':{'$ref':'#/definitions/p'}}}";
    String inline = "{'properties':{'a':{'type':'integer'}}}";
    assertThat(compare(before, inline)).isEmpty();
    assertThat(compare(before, before.replace("integer", "string"))).isEqualTo("breaking B813");
    assertThat(compare(before, before.replace("#/definitions/p", "#/definitions/q")))
        .isEqualTo("compatible, risky B819");
  }

  @Test
  void definitionsThatArePartsOfThemselvesEnd() {
    String tree = "{'properties':{'left':{'$ref':'#'},'right':{'$ref':'#'},'value':{'maximum':5}}}";
    assertThat(compare(tree, tree.replace("5", "4"))).isEqualTo("breaking B815");
    String loop = "{'$ref':'#/definitions/a','definitions':{'a':{'$ref':'#/definitions/a'}}}";
    assertThat(compare(loop, "{'type':'object'}")).isNotNull();
    assertThat(compare("{'type':'object'}", loop)).isNotNull();
  }

  @Test
  void definitionsInCirclesOfManyLengthsEnd() {
    assertThat(compare(circle(30_000), circle(29_999))).isEqualTo("risky B819");
    assertThat(compare(circle(200), circle(199))).isEqualTo("risky B819");
    assertThat(compare(circle(17), circle(16))).isEmpty();
  }

  private static String circle(int length) {
    StringBuilder json = new StringBuilder("{'$ref':'#/definitions/d0','definitions':{");
    for (int i = 0; i < length; i++) {
      json.append(i == 0 ? "" : ",").append("'d").append(i);
      json.append("':{'items':{'$ref':'#/definitions/d").append((i + 1) % length).append("'}}");
    }
    return json.append("}}").toString();
  }

  @Test
  void onlyWhatDataCanBeBroughtToIsCovered() {
    Change required =
        Change.of(Impact.BREAKING, ComparisonRule.NEW_REQUIRED_PROPERTY, "p", "is required");
    assertThat(required.coveredBy(List.of("1")).impact()).isEqualTo(Impact.COVERED);
    assertThat(required.coveredBy(List.of()).impact()).isEqualTo(Impact.BREAKING);
    Change identity =
        Change.of(Impact.BREAKING, ComparisonRule.CHANGED_IDENTITY, "p", "is another");
    assertThat(identity.coveredBy(List.of("1"))).isEqualTo(identity);
  }

  /** Nothing is said about nothing; anything else is told in both directions, without a failure. */
  @Property(tries = 500)
  void randomSchemas(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode before = random(random, 3);
    ObjectNode after = random(random, 3);
    assertThat(SchemaComparison.compare(DefinitionKind.SNAPSHOT, before, before.deepCopy()))
        .isEmpty();
    List<Change> there = SchemaComparison.compare(DefinitionKind.SNAPSHOT, before, after);
    if (there.isEmpty()) {
      assertThat(SchemaComparison.compare(DefinitionKind.SNAPSHOT, after, before)).isEmpty();
    }
    assertThat(there)
        .allSatisfy(
            change ->
                assertThat(change.rule().isPresent())
                    .isEqualTo(
                        change.impact() != Impact.COMPATIBLE
                            && change.impact() != Impact.COSMETIC));
  }

  private static ObjectNode random(Random random, int depth) {
    ObjectNode schema = JSON.createObjectNode();
    String[] types = {"string", "integer", "number", "object", "array", "null"};
    if (random.nextBoolean()) {
      schema.put("type", types[random.nextInt(types.length)]);
    }
    String[] limits = {"maximum", "minLength", "multipleOf", "maxItems", "minProperties"};
    schema.put(limits[random.nextInt(limits.length)], 1 + random.nextInt(3));
    String[] texts = {"pattern", "format", "title", "$ref", "default", "nameField"};
    String[] values = {"#", "#/properties/a", "password", "date", "x"};
    if (random.nextInt(3) == 0) {
      schema.put(texts[random.nextInt(texts.length)], values[random.nextInt(values.length)]);
    }
    if (depth > 0) {
      for (String name : new String[] {"a", "b"}) {
        if (random.nextBoolean()) {
          schema.withObject("/properties").set(name, random(random, depth - 1));
        }
      }
      String[] nested = {"items", "additionalProperties", "not"};
      String keyword = nested[random.nextInt(nested.length)];
      if (random.nextBoolean()) {
        schema.set(keyword, random(random, depth - 1));
      } else if (keyword.equals("additionalProperties")) {
        schema.put(keyword, random.nextBoolean());
      }
      if (random.nextInt(3) == 0) {
        schema.putArray("required").add("a");
        schema.putArray("allOf").add(random(random, depth - 1));
      }
    }
    return schema;
  }

  @Test
  void anOldValueIsShownShort() {
    List<Change> changes =
        SchemaComparison.compare(
            DefinitionKind.SNAPSHOT,
            schema("{'pattern':'" + "a".repeat(500) + "'}"),
            schema("{'pattern':'b'}"));
    assertThat(changes.get(0).text().length()).isLessThan(150);
    assertThat(changes.get(0).rule()).isEqualTo(Optional.of(ComparisonRule.CHANGED_FORM));
  }
}
