package dev.dvp.cli.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * The page of a rule taken apart: its examples are fixtures.
 *
 * @param heading the first line
 * @param summary the first paragraph
 * @param wrong the blocks below {@code Wrong:}
 * @param right the blocks below {@code Right:}
 */
record RulePage(String heading, String summary, List<Block> wrong, List<Block> right) {

  /**
   * A fenced block.
   *
   * @param language the language of the fence
   * @param file the file that the block is (a part of); empty when it names none
   * @param part whether the block's keys replace those of the file
   * @param text the content
   */
  record Block(String language, String file, boolean part, String text) {}

  static RulePage parse(String page) {
    List<String> lines = page.lines().toList();
    List<Block> wrong = new ArrayList<>();
    List<Block> right = new ArrayList<>();
    List<Block> current = new ArrayList<>();
    String summary = "";
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals("Wrong:")) {
        current = wrong;
      } else if (line.equals("Right:")) {
        current = right;
      } else if (line.startsWith("```")) {
        String fence = line.replaceAll("[^`].*", "");
        String[] info = line.substring(fence.length()).trim().split(" ");
        StringBuilder text = new StringBuilder();
        while (!lines.get(++i).equals(fence)) {
          text.append(lines.get(i)).append('\n');
        }
        boolean part = info.length > 2 && info[2].equals("part");
        current.add(new Block(info[0], info.length > 1 ? info[1] : "", part, text.toString()));
      } else if (summary.isEmpty() && !line.isBlank()) {
        summary = line;
      }
    }
    return new RulePage(lines.get(0), summary, wrong, right);
  }
}
