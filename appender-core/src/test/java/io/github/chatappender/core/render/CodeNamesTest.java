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
  void javaNames_equalTheSource(String type, String method, String shown) {
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
    "a.ShopKt, order$default, a.Shop.order",
    "a.Shop, order$plus, a.Shop.order$plus",
    "a.Shop$plus$1, invokeSuspend, a.Shop.plus",
  })
  void kotlinNames_equalTheSource(String type, String method, String shown) {
    assertThat(CodeNames.method(frame(type, method, "Shop.kt"))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "a.ShopKt, Shop.kt, Shop.load",
    "a.ShopKt, shop.kt, Shop.load",
    "a.My_shopKt, my-shop.kt, My_shop.load",
    "a.ShopKt, , Shop.load",
    "a.ShopKtKt, ShopKt.kt, ShopKt.load",
    "a.ShopKt, ShopKt.kt, ShopKt.load",
    "a.ShopKt, ShopKt.java, ShopKt.load",
    "a.Kt, Kt.kt, Kt.load",
    "a.Kt, , Kt.load",
  })
  void kotlinFileFunctions_areNamedAfterTheirFile(
      String type, @Nullable String file, String shown) {
    assertThat(CodeNames.place(frame(type, "load", file))).isEqualTo(shown);
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
    "a.Cart, $colon$colon, a.Cart.::",
    "a.Cart$, $colon$colon, a.Cart.::",
    "a.Cart, name_$eq, a.Cart.name_=",
    "a.Op, unary_$bang, a.Op.unary_!",
    "a.package$, $qmark$qmark$qmark, a.package.???",
    "a.Cart$Inner, $plus$eq, a.Cart.Inner.+=",
    "a.Cart$Inner$, $plus$plus$eq, a.Cart.Inner.++=",
    "a.Cart, $tilde$eq$less$greater$hash$percent, a.Cart.~=<>#%",
    "a.Cart, $up$amp$bar$times$div$minus$bslash$at, a.Cart.^&|*/-\\@",
    "a.Cart, $plus$default$1, a.Cart.+",
    "a.Cart, $plus$1, a.Cart.+",
    "a.Cart, $anonfun$$plus$1, a.Cart.+",
    "a.Cart, $anonfun$$plus$eq$2$adapted, a.Cart.+=",
    "a.Cart, $plus$$anonfun$1, a.Cart.+",
    "a.Cart, $div$mcI$sp, a.Cart./",
    "a.Cart, is$u0020empty, a.Cart.is empty",
    "a.Cart, $plusses, a.Cart.$plusses",
    "a.Cart, $anonfun$plus$1, a.Cart.plus",
    "a.Cart, lambda$eq$0, a.Cart.eq",
    "a.$colon$colon, head, a.::.head",
    "a.Cart$$colon$colon, head, a.Cart.::.head",
  })
  void scalaNames_equalTheSource(String type, String method, String shown) {
    assertThat(CodeNames.method(frame(type, method, "Job.scala"))).isEqualTo(shown);
  }

  @Test
  void groovyClosures_areNamedAfterTheirMethod() {
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
    "a.T3b$1, a.T3b$1, T3b$1",
    "T3b$12, T3b$12, T3b$12",
    "a.T3b$1$2, a.T3b$1$2, T3b$1$2",
    "a.Outer$Inner$1, a.Outer.Inner$1, Outer.Inner$1",
    "a.Outer$1$Inner, a.Outer.Inner, Outer.Inner",
    "a.Outer$1Local, a.Outer.Local, Outer.Local",
    "a.Job$$anon$1, a.Job$1, Job$1",
    "a.ShopKt$main$e$1, a.ShopKt.main.e$1, ShopKt.main.e$1",
    "a.$colon$colon, a.::, ::",
  })
  void classNames_equalTheSource_unlessGeneratedAtRunTime(
      String type, String whole, String simple) {
    assertThat(CodeNames.type(type)).isEqualTo(whole);
    assertThat(CodeNames.simpleType(type)).isEqualTo(simple);
  }

  @Test
  @Timeout(60) // a busy machine needs 13 s
  void hostileNamesTakeLinearTime() {
    for (String piece :
        new String[] {
          "$", "$a$1", "lambda$", "$0", "$plus", "_$eq", "$u0041", "-", "_closure", "$1_", "1"
        }) {
      String name = "lambda$" + piece.repeat(200_000 / piece.length());

      assertThat(CodeNames.place(frame("a.B" + name, name, name))).isNotNull();
      assertThat(CodeNames.place(frame("a.B", piece.repeat(40_000), null))).isNotNull();
      assertThat(CodeNames.type("a.B" + name)).isNotNull();
    }
  }

  @Test
  void loggerNamedAfterAnAnonymousClass_isShownAsItsEnclosingPlace() {
    assertThat(CodeNames.logger("a.Client$1")).isEqualTo("Client");
    assertThat(CodeNames.logger("a.Client$Builder$2$1")).isEqualTo("Client.Builder");
    assertThat(CodeNames.logger("audit")).isEqualTo("audit");
  }

  private static StackTraceElement frame(String type, String method, @Nullable String file) {
    return new StackTraceElement(type, method, file, 7);
  }
}
