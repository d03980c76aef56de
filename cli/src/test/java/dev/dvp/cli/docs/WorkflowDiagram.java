package dev.dvp.cli.docs;

import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.OperationCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws the catalogue's workflows as trees of text. */
final class WorkflowDiagram {
  private static final Pattern EACH = Pattern.compile("each\\((\\w+)\\): (.+)");
  private static final Pattern STAGED = Pattern.compile("staged\\((.+)\\)");
  private static final Pattern HOOK = Pattern.compile("hook\\((\\S+)( if \\w+)?\\)");
  private static final Pattern IF = Pattern.compile("(if \\w+): (.+)");
  private static final Pattern ALL = Pattern.compile("(for each [\\w ]+): (.+)");
  private static final String MIGRATIONS = "every new migration";
  private static final String THEN = "then ";
  private static final String HERE = "  ◀ this operation";

  private record Node(String text, List<Node> below) {}

  private final Map<String, List<String>> workflows = OperationCatalogue.get().workflows();
  private final Optional<String> marked;
  private final Set<PluginType> types;

  /**
   * For one page.
   *
   * @param marked the decorator that the page is about
   * @param types whose steps are drawn
   */
  WorkflowDiagram(Optional<String> marked, Set<PluginType> types) {
    this.marked = marked;
    this.types = types;
  }

  /** A workflow with its name on top, and with what it ends in. */
  String draw(String workflow) {
    StringBuilder text = new StringBuilder(workflow).append('\n');
    append(text, nodes(steps(workflow)), "");
    return text.toString();
  }

  /** The workflows that run this one at their end. */
  List<String> endingIn(String workflow) {
    return workflows.keySet().stream().filter(one -> steps(one).contains(THEN + workflow)).toList();
  }

  private List<String> steps(String workflow) {
    return Optional.ofNullable(workflows.get(workflow)).orElse(List.of());
  }

  private List<Node> nodes(List<String> steps) {
    List<Node> nodes = new ArrayList<>();
    steps.forEach(step -> node(step).ifPresent(nodes::add));
    return nodes;
  }

  private Optional<Node> node(String step) {
    Matcher staged = STAGED.matcher(step);
    if (staged.matches()) {
      boolean isAlways = types.equals(Set.of(PluginType.STAGED));
      return types.contains(PluginType.STAGED)
          ? Optional.of(leaf(staged.group(1) + (isAlways ? "" : "  (STAGED alone)")))
          : Optional.empty();
    }
    Matcher each = EACH.matcher(step);
    if (each.matches()) {
      return Optional.of(new Node("for each " + each.group(1), nodes(List.of(each.group(2)))));
    }
    Matcher conditional = IF.matcher(step);
    if (conditional.matches()) {
      return Optional.of(
          new Node(conditional.group(1), nodes(List.of(conditional.group(2).split(", ")))));
    }
    Matcher all = ALL.matcher(step);
    if (all.matches()) {
      return Optional.of(new Node(all.group(1), nodes(List.of(all.group(2).split(", then ")))));
    }
    if (step.startsWith(THEN)) {
      String next = step.substring(THEN.length());
      return Optional.of(new Node("then " + next, nodes(steps(next))));
    }
    Matcher hook = HOOK.matcher(step);
    if (hook.matches()) {
      String condition = hook.group(2);
      return Optional.of(
          leaf(
              "hook: "
                  + hook.group(1)
                  + (condition == null ? "" : "  (" + condition.strip() + ")")));
    }
    return Optional.of(leaf(step));
  }

  private Node leaf(String text) {
    boolean isHere =
        marked.isPresent()
            && (text.split(" ", 2)[0].equals(marked.get())
                || (marked.get().startsWith("upgrade.") && text.startsWith(MIGRATIONS)));
    return new Node(isHere ? text + HERE : text, List.of());
  }

  private static void append(StringBuilder text, List<Node> nodes, String margin) {
    for (int i = 0; i < nodes.size(); i++) {
      boolean isLast = i == nodes.size() - 1;
      Node node = nodes.get(i);
      text.append(margin).append(isLast ? "└─ " : "├─ ").append(node.text()).append('\n');
      append(text, node.below(), margin + (isLast ? "   " : "│  "));
    }
  }
}
