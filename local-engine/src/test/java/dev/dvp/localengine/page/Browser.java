package dev.dvp.localengine.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.testkit.Programs;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BREATH = Duration.ofMillis(20);

  private final ChromeDriver driver;
  private String base = "";

  /** What the console said, beside what a test expects. */
  private final List<String> console = new ArrayList<>();

  /** Where requests went, beside the engine. */
  private final Set<String> elsewhere = new LinkedHashSet<>();

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it, or skips the test on a machine that has none. */
  static Browser start(Path folder) {
    String binary = Programs.need("chromium");
    String program = Programs.need("chromedriver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(binary);
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // which root cannot have
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--no-default-browser-check",
        "--lang=en-US",
        "--user-data-dir=" + folder.resolve("profile"));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    logs.enable(LogType.PERFORMANCE, java.util.logging.Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(program))
            .usingAnyFreePort()
            .withLogFile(folder.resolve("driver.log").toFile())
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Turns to an engine, and knows nothing of an earlier one. */
  void turnTo(int port) {
    base = "http://127.0.0.1:" + port;
    driver.manage().deleteAllCookies();
    driver.get("about:blank");
    listen();
    console.clear();
    elsewhere.clear();
    size(1100, 900);
    dark(false);
  }

  ChromeDriver driver() {
    return driver;
  }

  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void dark(boolean isDark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
  }

  void open(String path) {
    driver.get(path.startsWith("http") || path.startsWith("file") ? path : base + path);
  }

  String path() {
    String address = String.valueOf(driver.getCurrentUrl());
    return address.startsWith(base) ? address.substring(base.length()) : address;
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Waits until something is so. */
  void until(String what, Predicate<Browser> isSo) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (isSo.test(this)) {
          return;
        }
      } catch (WebDriverException e) {
        // The page was just left, or an element replaced.
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + ": " + path() + "\n" + shown());
      }
      // Asking without a breath takes the processor from the engine that is waited for.
      LockSupport.parkNanos(BREATH.toNanos());
    }
  }

  /** What the page says, for people; it may be left at this very moment. */
  private String shown() {
    try {
      return text();
    } catch (WebDriverException e) {
      return "(the page is being left)";
    }
  }

  void untilText(String text) {
    until("`" + text + "` is shown", browser -> browser.text().contains(text));
  }

  WebElement button(String label) {
    return driver.findElement(
        By.xpath("//*[self::button or self::a][normalize-space()='" + label + "']"));
  }

  void click(String label) {
    button(label).click();
  }

  WebElement labelled(String label) {
    WebElement found =
        driver.findElement(By.xpath("//label[starts-with(normalize-space(),'" + label + "')]"));
    return driver.findElement(By.id(String.valueOf(found.getAttribute("for"))));
  }

  void type(String label, String text) {
    labelled(label).clear();
    labelled(label).sendKeys(text);
  }

  void choose(String label, String option) {
    labelled(label).findElement(By.xpath("./option[contains(.,'" + option + "')]")).click();
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** How far the page is wider than the window. */
  long overflow() {
    return (Long)
        script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** All that a mouse can use and a keyboard does not reach by tab. */
  List<String> unreachable() {
    long count =
        (Long)
            script(
                """
                document.activeElement.blur();
                window.left = new Set([...document.querySelectorAll(
                  'a[href], button, input, select, textarea, summary')].filter(one =>
                    one.type !== 'hidden' && one.getAttribute('aria-hidden') !== 'true'
                    && one.checkVisibility()));
                document.addEventListener('focusin', event => left.delete(event.target));
                return left.size;
                """);
    // Some have more than one stop, and some stops are none of these.
    String tabs = Keys.TAB.toString().repeat((int) count + 15);
    driver.findElement(By.tagName("body")).sendKeys(tabs);
    return ((List<?>) script("return [...left].map(one => one.outerHTML)"))
        .stream().map(String::valueOf).toList();
  }

  /** What axe finds wrong for people who see, hear or move otherwise. */
  List<String> barriers() {
    List<String> found = new ArrayList<>();
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Object result =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1]; axe.run().then(r =>"
                + " done(r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + v.help + ': ' +"
                + " n.html))))");
    ((List<?>) result).forEach(one -> found.add(String.valueOf(one)));
    return found;
  }

  /** Reads the logs: they can be read once. */
  private void listen() {
    driver.manage().logs().get(LogType.BROWSER).forEach(one -> console.add(one.getMessage()));
    driver
        .manage()
        .logs()
        .get(LogType.PERFORMANCE)
        .forEach(
            one -> {
              JsonNode message = PagePlugin.json(one.getMessage()).path("message");
              if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                String url = message.path("params").path("request").path("url").asText();
                boolean isRemote = url.startsWith("http") || url.startsWith("ws");
                if (isRemote && !url.startsWith(base + "/")) {
                  elsewhere.add(url);
                }
              }
            });
  }

  List<String> console() {
    listen();
    return List.copyOf(console);
  }

  Set<String> elsewhere() {
    listen();
    return Set.copyOf(elsewhere);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
