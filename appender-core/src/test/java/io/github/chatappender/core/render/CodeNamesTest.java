/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeNamesTest {

  @ParameterizedTest
  @CsvSource({
    "a.Client, get, a.Client.get",
    "a.Client, <init>, a.Client.<init>",
    "a.Client, lambda$getThings$0, a.Client.getThings",
    "a.Client, lambda$main$7f6d5e65$1, a.Client.main",
    "a.Client, lambda$new$3, a.Client.<init>",
    "a.Client, lambda$static$0, a.Client.<clinit>",
    "a.Client, lambda$null$1, a.Client.lambda",
    "a.Client, lambda$0, a.Client.lambda",
    "a.Client, access$000, a.Client.access$000",
    "a.Client, $jacocoInit, a.Client.$jacocoInit",
    "Client, get, Client.get",
    "a.Client$Connection, read, a.Client.Connection.read",
    "a.Client$1, run, a.Client.run",
    "a.Client$1Local, run, a.Client.Local.run",
    "a.Client$Builder$2$1, run, a.Client.Builder.run",
  })
  void namesOfJavaAreThoseOfTheSource(String type, String method, String shown) {
    assertThat(CodeNames.method(frame(type, method, "Client.java"))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "a.Shop, order$lambda$0, a.Shop.order",
    "a.Shop, order$lambda-3, a.Shop.order",
    "a.Shop, order$lambda$2$lambda$1, a.Shop.order",
    "a.Shop, _init_$lambda$0, a.Shop.<init>",
    "a.Shop, order$default, a.Shop.order",
    "a.Shop, order$suspendImpl, a.Shop.order",
    "a.Shop, access$order, a.Shop.order",
    "a.Shop, order-IoAF18A, a.Shop.order",
    "a.Shop$order$1, invokeSuspend, a.Shop.order",
    "a.Shop$order$2$1, invokeSuspend, a.Shop.order",
    "a.Shop$order$2$1, invoke, a.Shop.order",
    "a.Shop$order$listener$1, onEvent, a.Shop.order.listener.onEvent",
    "a.Shop$order$$inlined$map$1$2, emit, a.Shop.order.emit",
    "a.Shop$Companion, create, a.Shop.create",
    "a.ShopKt, main, a.Shop.main",
    "a.ShopKt$main$1, invokeSuspend, a.Shop.main",
    "a.ShopKt$main$1, invoke, a.Shop.main",
  })
  void namesOfKotlinAreThoseOfTheSource(String type, String method, String shown) {
    assertThat(CodeNames.method(frame(type, method, "Shop.kt"))).isEqualTo(shown);
  }

  @Test
  void aClassThatIsNamedLikeAFileOfKotlinKeepsItsName() {
    assertThat(CodeNames.place(frame("a.ShopKt", "main", "ShopKt.java"))).isEqualTo("ShopKt.main");
    assertThat(CodeNames.place(frame("a.ShopKt", "main", null))).isEqualTo("ShopKt.main");
  }

  @ParameterizedTest
  @CsvSource({
    "a.Job, $anonfun$run$7, a.Job.run",
    "a.Job, $anonfun$run$7$adapted, a.Job.run",
    "a.Job, $anonfun$new$1, a.Job.<init>",
    "a.Job, $anonfun$3, a.Job.lambda",
    "a.Job, run$$anonfun$1, a.Job.run",
    "a.Job, run$$anonfun$adapted$1, a.Job.run",
    "a.Job, run$1, a.Job.run",
    "a.Job$, main, a.Job.main",
    "a.Job$$anon$1, run, a.Job.run",
    "a.Job$$anonfun$run$1, apply$mcV$sp, a.Job.run",
    "a.Job$$anonfun$run$1, apply, a.Job.run",
    "a.Job$Step$, of, a.Job.Step.of",
  })
  void namesOfScalaAreThoseOfTheSource(String type, String method, String shown) {
    assertThat(CodeNames.method(frame(type, method, "Job.scala"))).isEqualTo(shown);
  }

  @Test
  void closuresOfGroovyStandInTheirMethod() {
    assertThat(CodeNames.place(frame("a.Build$_run_closure1", "doCall", "Build.groovy")))
        .isEqualTo("Build.run");
    assertThat(CodeNames.place(frame("a.Build$_run_closure1$_closure2", "doCall", "Build.groovy")))
        .isEqualTo("Build.run");
  }

  @ParameterizedTest
  @CsvSource({
    "a.Client, a.Client, Client",
    "a.HttpException$NotFound, a.HttpException.NotFound, HttpException.NotFound",
    "Outer$Inner, Outer.Inner, Outer.Inner",
    "a.$Proxy12, a.$Proxy12, $Proxy12",
    "a.Ledger$$SpringCGLIB$$0, a.Ledger$$SpringCGLIB$$0, Ledger$$SpringCGLIB$$0",
    "a.$, a.$, $",
  })
  void namesOfClassesAreThoseOfTheSourceUnlessTheyAreMadeAtRunTime(
      String type, String whole, String simple) {
    assertThat(CodeNames.type(type)).isEqualTo(whole);
    assertThat(CodeNames.simpleType(type)).isEqualTo(simple);
  }

  @Test
  @Timeout(10)
  void hostileNamesTakeLinearTime() {
    for (String piece : new String[] {"$", "$a$1", "lambda$", "$0", "-", "_closure", "$1_", "1"}) {
      String name = "lambda$" + piece.repeat(200_000 / piece.length());

      assertThat(CodeNames.place(frame("a.B" + name, name, name))).isNotNull();
      assertThat(CodeNames.type("a.B" + name)).isNotNull();
    }
  }

  private static StackTraceElement frame(String type, String method, @Nullable String file) {
    return new StackTraceElement(type, method, file, 7);
  }
}
