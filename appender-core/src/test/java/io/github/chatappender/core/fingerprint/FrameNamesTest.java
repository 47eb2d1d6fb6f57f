/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun.reflect.NativeMethodAccessorImpl",
        "jdk.internal.reflect.GeneratedMethodAccessor17",
        "jdk.internal.reflect.DirectMethodHandleAccessor",
        "java.lang.reflect.Method",
        "java.lang.invoke.LambdaForm$DMH/0x0000000800c03000",
        "com.acme.Service$$SpringCGLIB$$0",
        "com.acme.Service$$EnhancerBySpringCGLIB$$5a1b2c3d",
        "com.acme.Service$$FastClassBySpringCGLIB$$1",
        "com.acme.Service$$Lambda/0x0000000800c03000",
        "com.acme.Service$$Lambda$14/0x0000000800c03000",
        "com.acme.Outer$$anonfun$run$1$$Lambda$3",
        "com.acme.Order$HibernateProxy$Ab12Cd34",
        "com.acme.Order$MockitoMock$1234567",
        "com.acme.Order$ByteBuddy$x7Yz",
        "com.acme.Order$Lambda",
        "$Proxy7",
        "com.sun.proxy.$Proxy12",
        "jdk.proxy2.$Proxy12",
        "com.acme.Service_ClientProxy",
        "com.acme.Service_Subclass",
        "_COROUTINE._BOUNDARY",
        "_COROUTINE._CREATION"
      })
  void generatedClasses_areLeftOut(String className) {
    assertThat(FrameNames.isPassing(className, "run")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Service",
        "com.acme.Service$1",
        "com.acme.Service$Inner",
        "com.acme.Outer$$anonfun$run$1",
        "com.acme.OuterKt$run$$inlined$map$1",
        "java.lang.Thread",
        "com.acme.sun.reflect.Mirror",
        "com.acme.Outer$Proxy12",
        "com.acme.$ProxyFactory",
        "com.acme.Service_ClientProxyFactory",
        "com.acme.My_SubclassOf"
      })
  void applicationClasses_areKept(String className) {
    assertThat(FrameNames.isPassing(className, "run")).isFalse();
  }

  @Test
  void accessorsOfInnerClasses_areLeftOut() {
    assertThat(FrameNames.isPassing("com.acme.A", "access$000")).isTrue();
    assertThat(FrameNames.isPassing("com.acme.A", "access$run")).isTrue();
    assertThat(FrameNames.isPassing("com.acme.A", "access")).isFalse();
    assertThat(FrameNames.isPassing("com.acme.A", "getaccess$x")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Tree, com.acme.Tree",
    "com.acme.Tree$1, com.acme.Tree$*",
    "com.acme.Tree$12$3, com.acme.Tree$*$*",
    "com.acme.Tree$1Local, com.acme.Tree$*Local",
    "com.acme.Tree$Node, com.acme.Tree$Node",
    "com.acme.core$handler__4711, com.acme.core$handler__*",
    "Script1$_run_closure2, Script1$_run_closure*",
    "Script1$_run_closure2$_closure13, Script1$_run_closure*$_closure*",
    "com.acme.Outer$$anonfun$run$1, com.acme.Outer$$anonfun$run$*",
    "com.acme.OuterKt$run$$inlined$map$1, com.acme.OuterKt$run$$inlined$map$*",
    "com.acme.V2_1, com.acme.V2_1"
  })
  void numbersInClassNamesDoNotCount(String raw, String name) {
    assertThat(FrameNames.className(raw)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "run, run",
    "step2, step2",
    "lambda$getThings$0, getThings",
    "lambda$getThings$17, getThings",
    "lambda$new$0, new",
    "lambda$null$3, null",
    "lambda$run$2$5, run$*",
    "lambda$run$3e5b9fe1$1, run",
    "lambda$run, lambda$run",
    "run$lambda$3, run",
    "run$lambda-3, run",
    "run$lambda-7$lambda-6, run",
    "run$lambda$7$lambda$6, run",
    "run$lambda, run$lambda",
    "$anonfun$run$1, run",
    "$anonfun$run$1$adapted, run",
    "$anonfun$checkpointHighWatermarks$7, checkpointHighWatermarks",
    "$anonfun$new$2$3, new$*",
    "copy$default$2, copy$default$*",
    "run$1, run$*",
    "apply$mcV$sp, apply$mcV$sp"
  })
  void lambda_isNamedAfterItsMethod(String raw, String name) {
    assertThat(FrameNames.methodName(raw)).isEqualTo(name);
  }
}
