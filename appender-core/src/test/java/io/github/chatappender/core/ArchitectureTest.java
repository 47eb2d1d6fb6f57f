/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.chatappender.core.model.Secret;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.RandomAccessFile;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the rules that the compiler cannot. */
class ArchitectureTest {

  private static final String ROOT = "io.github.chatappender.core";

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** The packages that each package may use, in the order of data flow; the root package is "". */
  private static final Map<String, String> USES = new LinkedHashMap<>();

  static {
    USES.put("", "delivery webhook redact config api");
    USES.put("api", "");
    USES.put("text", "");
    USES.put("model", "api text");
    USES.put("config", "api model text");
    USES.put("capture", "api config model text");
    USES.put("redact", "model text");
    USES.put("fingerprint", "model text");
    USES.put("fleet", "");
    USES.put("incident", "api config fingerprint fleet model");
    USES.put("budget", "config model");
    USES.put("render", "api fleet incident config model text");
    USES.put("render.card", "render api incident config model text");
    USES.put("webhook", "api config model text");
    USES.put("spool", "api model text");
    USES.put(
        "delivery",
        "api text model config capture redact fingerprint fleet incident budget render"
            + " render.card webhook spool");
  }

  @Test
  void packagesAreTheDesignsStages() {
    assertThat(CORE.stream().map(JavaClass::getPackageName).distinct())
        .containsExactlyInAnyOrderElementsOf(
            USES.keySet().stream().map(ArchitectureTest::full).collect(Collectors.toList()));
  }

  static Set<String> stages() {
    return USES.keySet();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void eachStage_usesOnlyTheStagesInItsRow(String stage) {
    Stream<String> row =
        Arrays.stream(USES.get(stage).split(" ", -1)).filter(name -> !name.isEmpty());
    Stream<String> others =
        Stream.of(
            full(stage),
            "java..",
            "javax.net.ssl..",
            stage.isEmpty() ? "javax.management.." : "java..",
            "org.jspecify..",
            "com.fasterxml.jackson.core..");

    classes()
        .that()
        .resideInAPackage(full(stage))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(row.map(ArchitectureTest::full), others).toArray(String[]::new))
        .check(CORE);
  }

  private static String full(String stage) {
    return stage.isEmpty() ? ROOT : ROOT + "." + stage;
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void onlyTextRenderWebhookAndSpool_useJson() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".text", ROOT + ".render..", ROOT + ".webhook", ROOT + ".spool")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(CORE);
  }

  @Test
  void noLoggingFrameworkIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.slf4j..",
            "java.util.logging..",
            "org.apache.logging..",
            "org.apache.log4j..",
            "org.apache.commons.logging..",
            "ch.qos.logback..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(System.Logger.class)
        .check(CORE);
  }

  @Test
  void onlyAddressesReadASecret() {
    assertThat(usersOf(access -> isMember(access, Secret.class, "reveal")))
        .containsExactly("Fleets", "HttpTransport", "WebhookUrl");
  }

  @Test
  void onlyTheCheckCommandSleeps() {
    assertThat(
            usersOf(
                access ->
                    isMember(access, Thread.class, "sleep")
                        || isMember(access, TimeUnit.class, "sleep")))
        .containsExactly("Check");
  }

  @Test
  void onlyTheDeliveryThreadParks() {
    assertThat(
            usersOf(
                access ->
                    (access.getTargetOwner().isEquivalentTo(LockSupport.class)
                            && access.getName().startsWith("park"))
                        || isMember(access, Object.class, "wait")))
        .containsExactly("DeliveryThread");
  }

  @Test
  void clocksAreReadInThreeClassesOnly() {
    assertThat(
            usersOf(
                access ->
                    isMember(access, System.class, "nanoTime")
                        || isMember(access, System.class, "currentTimeMillis")
                        || (access.getTargetOwner().isEquivalentTo(Clock.class)
                            && access.getName().startsWith("system"))
                        || Stream.of(
                                Instant.class,
                                LocalDate.class,
                                LocalDateTime.class,
                                ZonedDateTime.class)
                            .anyMatch(type -> isMember(access, type, "now"))))
        .containsExactly("Check", "FlushRequest", "Platform", "Ticker");
  }

  @Test
  void onlyADryRunTheCheckCommandAndTheHandlerPrint() {
    assertThat(
            usersOf(
                access ->
                    isMember(access, System.class, "out")
                        || isMember(access, System.class, "err")
                        || isMember(access, Throwable.class, "printStackTrace")))
        .containsExactly("Check", "Platform", "UncaughtExceptions");
  }

  @Test
  void reflectionIsUsedOnlyForNewerJavaAndForTomcat() {
    assertThat(
            usersOf(
                access ->
                    access.getTargetOwner().getPackageName().startsWith("java.lang.reflect")
                        || access.getTargetOwner().getPackageName().equals("java.lang.invoke")
                        || isMember(access, Class.class, "getMethod")
                        || isMember(access, Class.class, "getDeclaredMethod")
                        || isMember(access, Class.class, "getField")
                        || isMember(access, Class.class, "getDeclaredField")
                        || isMember(access, Class.class, "getConstructor")
                        || isMember(access, Class.class, "getDeclaredConstructor")
                        || isMember(access, Class.class, "newInstance")))
        .containsExactly("HttpTransport", "ProcessFacts"); // the latter asks Tomcat for a name
    assertThat(
            usersOf(
                access ->
                    isMember(access, Class.class, "forName")
                        || isMember(access, ClassLoader.class, "loadClass")
                        || access.getTargetOwner().isEquivalentTo(ServiceLoader.class)))
        .containsExactly("Fleets", "MainJar"); // the provider of a fleet is optional
  }

  @Test
  void nothingIsDeserializedLookedUpOrExecuted() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.naming..", "javax.script..", "java.rmi..", "java.beans..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            ObjectInputStream.class,
            ObjectOutputStream.class,
            Process.class,
            ProcessBuilder.class,
            URLClassLoader.class)
        .check(CORE);
    assertThat(
            usersOf(
                access ->
                    isMember(access, Runtime.class, "exec")
                        || isMember(access, System.class, "load")
                        || isMember(access, System.class, "loadLibrary")))
        .isEmpty();
  }

  @Test
  void onlyTheSpoolWritesFiles_andFewOthersReadThem() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".spool")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            FileOutputStream.class,
            FileWriter.class,
            RandomAccessFile.class,
            FileChannel.class,
            FileInputStream.class,
            FileReader.class)
        .check(CORE);
    assertThat(usersOf(access -> access.getTargetOwner().isEquivalentTo(Files.class)))
        .containsExactly(
            "Adoption",
            "Disk",
            "LeftFile",
            "MainJar",
            "Permissions",
            "ProcessFacts",
            "SetAside",
            "Spool",
            "SpoolDirectory");
    assertThat(
            usersOf(
                access ->
                    isMember(access, Files.class, "readString")
                        || isMember(access, Files.class, "newInputStream")))
        .containsExactly("LeftFile", "MainJar", "ProcessFacts", "SpoolDirectory");
    assertThat(usersOf(access -> access.getTargetOwner().isAssignableTo(ZipFile.class)))
        .containsExactly("MainJar");
    assertThat(
            usersOf(
                access ->
                    isMember(access, File.class, "createTempFile")
                        || isMember(access, File.class, "createNewFile")
                        || isMember(access, File.class, "mkdir")
                        || isMember(access, File.class, "mkdirs")
                        || isMember(access, File.class, "delete")))
        .isEmpty();
  }

  @Test
  void allClassesAreFinal() {
    assertThat(CORE)
        .filteredOn(type -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass())
        .isNotEmpty()
        .allSatisfy(
            type -> {
              assertThat(type.getModifiers()).as(type.getName()).contains(JavaModifier.FINAL);
              assertThat(type.getModifiers())
                  .as(type.getName())
                  .doesNotContain(JavaModifier.ABSTRACT);
            });
  }

  @Test
  void noClassExtendsAnotherOfTheCore() {
    assertThat(CORE)
        .filteredOn(type -> type.getRawSuperclass().isPresent())
        .isNotEmpty()
        .allSatisfy(
            type ->
                assertThat(type.getRawSuperclass().get().getPackageName())
                    .as(type.getName())
                    .doesNotStartWith(ROOT));
  }

  /** Returns the simple names of the outermost classes with such an access. */
  private static Set<String> usersOf(Predicate<JavaAccess<?>> wanted) {
    Set<String> users = new TreeSet<>();
    for (JavaClass type : CORE) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        if (wanted.test(access)) {
          String name = type.getName();
          users.add(name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", ""));
        }
      }
    }
    return users;
  }

  private static boolean isMember(JavaAccess<?> access, Class<?> owner, String name) {
    return access.getName().equals(name) && access.getTargetOwner().isAssignableTo(owner);
  }
}
