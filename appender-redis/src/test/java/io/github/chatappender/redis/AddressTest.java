/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  private static RedisURI only(String address) {
    List<RedisURI> uris = Address.parse(address).uris();
    assertThat(uris).hasSize(1);
    return uris.get(0);
  }

  private static String user(RedisURI uri) {
    RedisCredentials credentials = uri.getCredentialsProvider().resolveCredentials().block();
    return credentials == null ? null : credentials.getUsername();
  }

  private static String password(RedisURI uri) {
    RedisCredentials credentials = uri.getCredentialsProvider().resolveCredentials().block();
    return credentials == null || !credentials.hasPassword()
        ? null
        : new String(credentials.getPassword());
  }

  @Test
  void hostAlone_hasTheStandardPort() {
    RedisURI uri = only("redis://cache");

    assertThat(uri.getHost()).isEqualTo("cache");
    assertThat(uri.getPort()).isEqualTo(6379);
    assertThat(uri.getDatabase()).isZero();
    assertThat(uri.isSsl()).isFalse();
    assertThat(user(uri)).isNull();
    assertThat(password(uri)).isNull();
  }

  @Test
  void userPasswordPortDatabaseAndTls_areTaken() {
    RedisURI uri = only("rediss://chat:s3cret@cache.example:6380/2");

    assertThat(uri.isSsl()).isTrue();
    assertThat(uri.isVerifyPeer()).isTrue();
    assertThat(user(uri)).isEqualTo("chat");
    assertThat(password(uri)).isEqualTo("s3cret");
    assertThat(uri.getPort()).isEqualTo(6380);
    assertThat(uri.getDatabase()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "redis://:s3cret@h, s3cret",
    "redis://s3cret@h, s3cret",
    "redis://:a@b/c?d#e:f@h, a@b/c?d#e:f",
    "redis://u:a%40b%2Fc@h, a@b/c",
    "redis://:100%sure@h, 100%sure",
    "redis://:gr%C3%BCn@h, grün",
  })
  void password_mayHaveAnyCharacters(String address, String password) {
    assertThat(password(only(address))).isEqualTo(password);
    assertThat(only(address).getHost()).isEqualTo("h");
  }

  @Test
  void hostsOfACluster_shareTheirCredentials() {
    Address address = Address.parse("redis://u:s3cret@a:7000,b,[::1]:7002?cluster=true");

    assertThat(address.isCluster()).isTrue();
    assertThat(address.uris()).extracting(RedisURI::getHost).containsExactly("a", "b", "::1");
    assertThat(address.uris()).extracting(RedisURI::getPort).containsExactly(7000, 6379, 7002);
    assertThat(address.uris()).extracting(AddressTest::user).containsOnly("u");
  }

  @Test
  void sentinels_watchAMasterAndHaveNoPasswordOfTheirOwn() {
    RedisURI uri = only("rediss-sentinel://u:s3cret@a,b:26380/1?master=chat");

    assertThat(uri.getSentinelMasterId()).isEqualTo("chat");
    assertThat(uri.getDatabase()).isEqualTo(1);
    assertThat(uri.isSsl()).isTrue();
    assertThat(password(uri)).isEqualTo("s3cret");
    assertThat(uri.getSentinels()).extracting(RedisURI::getPort).containsExactly(26379, 26380);
    assertThat(uri.getSentinels()).extracting(RedisURI::isSsl).containsOnly(true);
    assertThat(uri.getSentinels()).extracting(AddressTest::password).containsOnlyNulls();
  }

  @Test
  void sentinelAuth_sendsTheSamePasswordToTheSentinels() {
    RedisURI uri = only("redis-sentinel://:s3cret@a?master=chat&sentinelAuth=true");

    assertThat(password(uri.getSentinels().get(0))).isEqualTo("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://s3cret@h | begin with redis://",
        "s3cret@h | begin with redis://",
        "redis://:@h | have a password before the @",
        "redis:// | name a host",
        "redis://:s3cret | name a host",
        "redis://h:s3cret | have a number up to 65535 for a port",
        "redis://h:65536 | have a number up to 65535 for a port",
        "redis://::1 | have IPv6 addresses in brackets",
        "redis://h/s3cret | have a number up to 16384 for the database",
        "redis://h s3cret | name a host",
        "redis://h#s3cret | name a host",
        "redis://h?s3cret=1 | have no parameters but cluster, master and sentinelAuth",
        "redis://h?cluster=s3cret | have true or false for cluster",
        "redis://a,b | have one host, or ?cluster=true",
        "redis://a/1?cluster=true | not name a database of a cluster",
        "redis://a?master=s3cret | begin with redis-sentinel://",
        "redis-sentinel://a | name the master",
        "redis-sentinel://a?master= | name the master",
        "redis-sentinel://a?master=m&cluster=true | not have cluster=true with Sentinels",
      })
  void unusableAddress_namesTheRuleAndRepeatsNothing(String address, String rule) {
    assertThatThrownBy(() -> Address.parse(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule)
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://user:s3cret@h:6380/1",
        "redis://user:s3cret@h:6380,i?cluster=true",
        "redis-sentinel://user:s3cret@h:6380,i?master=m",
      })
  void text_namesTheServerOnly(String address) {
    assertThat(Address.parse(address)).hasToString("h:6380");
    assertThat(Address.parse(address).uris().toString()).doesNotContain("s3cret");
  }

  @Test
  void provider_opensTheSchemesOfRedisOnly() {
    RedisFleetProvider provider = new RedisFleetProvider();

    assertThat(List.of("redis", "rediss", "redis-sentinel", "rediss-sentinel"))
        .allMatch(provider::supports);
    assertThat(List.of("http", "", "redis-socket", "mongodb")).noneMatch(provider::supports);
  }
}
