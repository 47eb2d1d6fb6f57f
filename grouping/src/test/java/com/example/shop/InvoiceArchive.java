/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Keeps invoices in S3. */
public final class InvoiceArchive implements AutoCloseable {

  private static final String BUCKET = "invoices";

  private final S3Client s3;

  public InvoiceArchive(String address) {
    s3 =
        S3Client.builder()
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .endpointOverride(URI.create(address))
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .region(Region.EU_CENTRAL_1)
            .build();
  }

  public Object store() {
    return s3.putObject(put -> put.bucket(BUCKET).key("8123"), RequestBody.fromString("paid"));
  }

  public Object list() {
    return s3.listObjectsV2(list -> list.bucket(BUCKET));
  }

  @Override
  public void close() {
    s3.close();
  }
}
