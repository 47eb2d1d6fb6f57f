/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.testing.FakeProcessFacts;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildTest {

  private static final String GIT = "git.properties";
  private static final String BUILD_INFO = "META-INF/build-info.properties";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String HASH = "7e3c1f2b6d0a4c55b1f7a90d3e8c2b1a0f9e8d7c";

  @TempDir private Path folder;
  private final FakeProcessFacts facts = new FakeProcessFacts();

  @Test
  void version_comesFromTheFirstSourceThatHasIt() throws ConfigException {
    facts.mainJarVersion(" 1.4.2 ");
    assertThat(build().version()).isEqualTo("1.4.2");

    facts.buildVersion("1.5.0");
    assertThat(build().version()).isEqualTo("1.5.0");

    facts.variable("OTEL_RESOURCE_ATTRIBUTES", "service.version=2.0%2B7");
    assertThat(build().version()).isEqualTo("2.0+7");

    assertThat(build(Setting.VERSION, "3.0").version()).isEqualTo("3.0");
  }

  @Test
  void commit_comesFromTheFirstSourceThatHasIt() throws ConfigException {
    List<String> variables = List.of("GITHUB_SHA", "SOURCE_VERSION", "SOURCE_COMMIT", "GIT_COMMIT");
    for (String variable : variables) {
      facts.variable(variable, "of " + variable);
      assertThat(build().commit()).isEqualTo("of " + variable);
    }

    facts.applicationFile(GIT, "git.commit.id.abbrev", "7e3c1f2");
    assertThat(build().commit()).isEqualTo("7e3c1f2");

    facts.applicationFile(GIT, "git.commit.id", "of simple mode");
    assertThat(build().commit()).isEqualTo("of simple mode");

    facts.applicationFile(GIT, "git.commit.id.full", HASH);
    assertThat(build().commit()).isEqualTo(HASH);

    assertThat(build(Setting.COMMIT, "by setting").commit()).isEqualTo("by setting");
  }

  @ParameterizedTest
  @CsvSource({
    HASH + ",7e3c1f2",
    "7E3C1F2B,7E3C1F2",
    "7e3c1f2,7e3c1f2",
    "abc,abc",
    "release-2026-11-29,release-2026-11-29",
    "deadbeef-dirty,deadbeef-dirty",
  })
  void shortCommit_hasSevenDigitsOfAHash(String commit, String expected) throws ConfigException {
    assertThat(build(Setting.COMMIT, commit).shortCommit()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${project.version}", "@project.version@", "unspecified", "unknown", "null", " "})
  void valueThatABuildToolHasNotFilledIn_countsAsMissing(String value) throws ConfigException {
    facts.buildVersion(value).mainJarVersion("1.4.2");
    facts.applicationFile(GIT, "git.commit.id.full", value).variable("GIT_COMMIT", "abc");

    assertThat(build().version()).isEqualTo("1.4.2");
    assertThat(build().commit()).isEqualTo("abc");
  }

  @Test
  void foundValues_areCutToTheSettingsLimits() throws ConfigException {
    facts.mainJarVersion("1".repeat(65)).variable("GIT_COMMIT", "c".repeat(65));

    assertThat(build().version()).isEqualTo("1".repeat(64));
    assertThat(build().commit()).isEqualTo("c".repeat(64));
  }

  @Test
  void files_areReadOnFirstUseOnly() throws ConfigException {
    facts.buildVersion("1.5.0");

    Build build = build();
    assertThat(facts.lookups()).isZero();

    assertThat(build.version()).isEqualTo("1.5.0");
    int once = facts.lookups();
    assertThat(build.commit()).isNull();
    assertThat(build.startMillis()).isNull();
    assertThat(facts.lookups()).isEqualTo(once);
  }

  @Test
  void lineAboutFoundValues_leavesOutStatedOnes() throws ConfigException {
    assertThat(build().whatWasFound()).isEmpty();

    facts.buildVersion("1.5.0").variable("GIT_COMMIT", HASH);

    assertThat(build().whatWasFound()).isEqualTo("version 1.5.0, commit " + HASH);
    assertThat(build(Setting.VERSION, "3").whatWasFound()).isEqualTo("commit " + HASH);
    assertThat(build(Setting.COMMIT, "x").whatWasFound()).isEqualTo("version 1.5.0");
  }

  @Test
  void shadedJar_givesItsFilesAndManifest() throws Exception {
    Map<String, byte[]> files = program();
    files.put(MANIFEST, manifest("1.4.2"));
    files.put(GIT, text("git.commit.id.full=" + HASH));
    Path jar = jar("orders api-1.4.2.jar", files);

    assertThat(run("-jar", jar.toString())).isEqualTo("1.4.2 " + HASH + " started");
    assertThat(run("-cp", jar.toString(), BuildMain.class.getName()))
        .isEqualTo("1.4.2 " + HASH + " started");

    files.put(BUILD_INFO, text("build.version=1.5.0"));
    assertThat(run("-jar", jar("app.jar", files).toString()))
        .isEqualTo("1.5.0 " + HASH + " started");
  }

  @Test
  void plainClasses_giveTheirFiles_andLibrariesGiveNone() throws Exception {
    Path classes = unpacked("classes", program());
    Path library =
        jar(
            "library.jar",
            Map.of(
                GIT,
                text("git.commit.id.full=of a library"),
                BUILD_INFO,
                text("build.version=of a library"),
                MANIFEST,
                manifest("of a library")));
    String classPath = library + File.pathSeparator + classes;

    assertThat(run("-cp", classPath, BuildMain.class.getName())).isEqualTo("null null started");

    Files.write(classes.resolve(GIT), text("git.commit.id=" + HASH));
    Files.createDirectories(classes.resolve("META-INF"));
    Files.write(classes.resolve(BUILD_INFO), text("build.version=1.5.0"));
    assertThat(run("-cp", classPath, BuildMain.class.getName()))
        .isEqualTo("1.5.0 " + HASH + " started");
  }

  /** As with Spring Boot's launcher in a directory, which holds the jar's manifest. */
  @Test
  void launcherInADirectory_givesItsManifest() throws Exception {
    Map<String, byte[]> files = program();
    files.put(MANIFEST, manifest("1.4.2"));

    assertThat(run("-cp", unpacked("exploded", files).toString(), BuildMain.class.getName()))
        .isEqualTo("1.4.2 null started");
  }

  /** As in Tomcat: classes first, then libraries, the appender among them. */
  @Test
  void unpackedWar_givesItsFilesAndManifest() throws Exception {
    Path war = folder.resolve("webapps").resolve("shop");
    Path library = Files.createDirectories(war.resolve("WEB-INF").resolve("lib"));
    Path classes = Files.createDirectories(war.resolve("WEB-INF").resolve("classes"));
    Files.move(jar("core.jar", program()), library.resolve("core.jar"));
    Files.createDirectories(war.resolve("META-INF"));
    Files.write(war.resolve(MANIFEST), manifest("2.1"));
    Files.write(classes.resolve(GIT), text("git.commit.id=" + HASH));
    URL[] urls = {classes.toUri().toURL(), library.resolve("core.jar").toUri().toURL()};

    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Object found = loader.loadClass(BuildMain.class.getName()).getMethod("found").invoke(null);

      assertThat(found).isEqualTo("2.1 " + HASH + " started");
    }
  }

  @Test
  void packedWar_givesItsManifest() throws Exception {
    Path war = jar("shop.war", Map.of(MANIFEST, manifest("2.1")));
    String place = war.toUri() + "*/WEB-INF/lib/core.jar";

    assertThat(new MainJar("org.apache.catalina.startup.Bootstrap", "").version("war:" + place))
        .isEqualTo("2.1");
    assertThat(new MainJar(null, null).version("jar:war:" + place + "!/")).isEqualTo("2.1");
    assertThat(new MainJar(null, null).version("http://host/shop.war*/WEB-INF/lib/core.jar"))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "jar:nested:/x/app.jar/!BOOT-INF/classes/!/git.properties, true",
    "jar:file:/x/app.jar!/BOOT-INF/classes!/git.properties, true",
    "jar:nested:/x/app.jar/!BOOT-INF/lib/lib-1.jar!/git.properties, false",
    "jar:file:/x/app.jar!/BOOT-INF/lib/lib-1.jar!/git.properties, false",
    "file:/x/WEB-INF/classes/git.properties, true",
    "war:file:/x/shop.war*/WEB-INF/classes/git.properties, true",
    "file:/x/target/classes/git.properties, true",
    "resource:/git.properties, true",
    "jar:file:/x/main.jar!/git.properties, true",
    "jar:file:/x/lib.jar!/git.properties, false",
    "jar:http://host/BOOT-INF/classes/x.jar!/git.properties, false",
    "https://host/WEB-INF/classes/git.properties, false",
    "jar:file:%zz!/git.properties, false",
    "bundle://7.0:1/git.properties, false",
  })
  void ownFile_isDistinguishedFromALibrarysFile(String url, boolean own) {
    assertThat(ApplicationFiles.isOwn(url, new File("/x/main.jar"))).isEqualTo(own);
    assertThat(ApplicationFiles.isOwn(url, null)).isEqualTo(own && !url.contains("main.jar"));
  }

  @Test
  void damagedAndHugeFiles_neverFailTheStart() throws Exception {
    Map<String, byte[]> files = program();
    files.put(MANIFEST, text("Implementation-Version\n: ?? \u0000\n".repeat(3)));
    files.put(GIT, text("git.commit.id=\\u00zz"));
    Path classes = unpacked("damaged", files);
    assertThat(run("-cp", classes.toString(), BuildMain.class.getName()))
        .isEqualTo("null null started");

    String sections = "Name: a/B.class\r\nSHA-256-Digest: x\r\n\r\n".repeat(100_000);
    Files.write(
        classes.resolve(MANIFEST),
        text(new String(manifest("1.4.2"), StandardCharsets.UTF_8) + "\r\n" + sections));
    Files.write(classes.resolve(GIT), text("git.commit.id=abc\n" + "# long\n".repeat(1_000_000)));
    assertThat(run("-cp", classes.toString(), BuildMain.class.getName()))
        .isEqualTo("1.4.2 abc started");
  }

  private Build build() throws ConfigException {
    return SenderConfig.parse(new Settings(), facts).build;
  }

  private Build build(Setting setting, String text) throws ConfigException {
    return SenderConfig.parse(new Settings().set(setting, text), facts).build;
  }

  /** Returns the classes that the program needs. */
  private static Map<String, byte[]> program() throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    Path core =
        Path.of(SenderConfig.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> classes = Files.walk(core)) {
      for (Path file : classes.filter(Files::isRegularFile).collect(Collectors.toList())) {
        String name = core.relativize(file).toString().replace(File.separatorChar, '/');
        if (name.startsWith("io/github/chatappender/core/")
            && !name.endsWith("package-info.class")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    String main = BuildMain.class.getName().replace('.', '/') + ".class";
    files.put(main, BuildTest.class.getResourceAsStream("/" + main).readAllBytes());
    return files;
  }

  private static byte[] manifest(String version) {
    return text(
        "Manifest-Version: 1.0\r\nMain-Class: "
            + BuildMain.class.getName()
            + "\r\nImplementation-Version: "
            + version
            + "\r\n");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Path jar(String name, Map<String, byte[]> files) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return jar;
  }

  private Path unpacked(String name, Map<String, byte[]> files) throws IOException {
    Path directory = folder.resolve(name);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return directory;
  }

  private String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    List.of(
            "OTEL_RESOURCE_ATTRIBUTES",
            "GIT_COMMIT",
            "SOURCE_COMMIT",
            "SOURCE_VERSION",
            "GITHUB_SHA",
            "JAVA_TOOL_OPTIONS")
        .forEach(builder.environment()::remove);
    Process process = builder.start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    String printed = Files.readString(output).strip();
    assertThat(ended && process.exitValue() == 0).as(printed).isTrue();
    return printed;
  }
}
