/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Keeps articles in a MongoDB that does not answer. */
public final class Catalog implements AutoCloseable {

  private final MongoClient client;
  private final MongoCollection<Document> articles;

  public Catalog(int port) {
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyToClusterSettings(
                    cluster ->
                        cluster
                            .hosts(List.of(new ServerAddress("127.0.0.1", port)))
                            .serverSelectionTimeout(50, TimeUnit.MILLISECONDS))
                .build());
    articles = client.getDatabase("shop").getCollection("articles");
  }

  public Object find() {
    return articles.find().first();
  }

  public Object add() {
    return articles.insertOne(new Document("name", "teapot"));
  }

  @Override
  public void close() {
    client.close();
  }
}
