/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** Debian's Chromium, without a window. Tests are skipped where it is not installed. */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Path profile;
  private final ChromeDriver driver;

  private Browser() throws IOException {
    profile = Files.createTempDirectory("chromium");
    // The driver's path is given: Selenium looks for nothing and downloads nothing.
    System.setProperty("SE_AVOID_STATS", "true");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .withLogOutput(OutputStream.nullOutputStream())
            .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
    driver = new ChromeDriver(service, options);
  }

  /** Opens a browser, or skips the calling test. */
  public static Browser open() throws IOException {
    boolean here = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!here) {
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
          .println("The page's tests are skipped: there is no " + CHROMIUM + " and " + DRIVER);
    }
    Assumptions.assumeTrue(here, "Chromium and its driver are not installed");
    return new Browser();
  }

  /** Sets the size of the page and its theme, light or dark. */
  public void look(int width, int height, String theme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
  }

  public void go(String address) {
    driver.get(address);
  }

  public Object js(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Waits until an expression is true. */
  public void until(String expression) {
    await(expression)
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Boolean.TRUE.equals(js("return Boolean(" + expression + ")")));
  }

  public WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  public void click(String selector) {
    find(selector).click();
  }

  /** Returns the visible text of every element. */
  public List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .filter(WebElement::isDisplayed)
        .map(WebElement::getText)
        .collect(Collectors.toList());
  }

  /** Presses keys where the focus is. */
  public void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Returns what pages have written to the console, refused requests included, and clears it. */
  public List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .collect(Collectors.toList());
  }

  /** Shows every part of every card. */
  public void unfoldCards() {
    js("document.querySelectorAll('.expand[aria-expanded=false]').forEach(b => b.click())");
  }

  /** Makes the page as high as its messages, so that a picture shows all of them. */
  public void fit(int width, String theme) {
    String missing =
        "const room = document.getElementById('room'); room.style.scrollbarWidth = 'none';"
            + "const threads = document.getElementById('threads').getBoundingClientRect();"
            + "return Math.ceil(innerHeight + threads.height + 26 - room.clientHeight)";
    look(width, ((Number) js(missing)).intValue(), theme);
  }

  public byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.map(Path::toFile).sorted((a, b) -> b.compareTo(a)).forEach(File::delete);
    }
  }
}
