/** What any Java program costs before it does anything: the measure of all others here. */
final class Hello {
  private Hello() {}

  public static void main(String[] args) {
    System.out.println("Hello");
  }
}
