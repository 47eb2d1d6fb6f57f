/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** The figures of a run, kept as lines of CSV. Not thread-safe. */
public final class Results {

  private static final String HEAD = "course,scenario,subject,threads,metric,value";

  private final List<Figure> figures = new ArrayList<>();

  /**
   * Adds a figure.
   *
   * @param figure the figure
   */
  public void add(Figure figure) {
    figures.add(figure);
  }

  /**
   * Adds all figures of another run.
   *
   * @param others its results
   */
  public void addAll(Results others) {
    figures.addAll(others.figures);
  }

  /**
   * Returns all figures, in the order they were added.
   *
   * @return a view
   */
  public List<Figure> figures() {
    return Collections.unmodifiableList(figures);
  }

  /**
   * Returns the value of a figure.
   *
   * @param scenario the measured scenario
   * @param subject the name of the subject
   * @param threads the number of threads
   * @param metric the metric with its unit
   * @return the value, empty if it was not measured
   */
  public OptionalDouble value(String scenario, String subject, int threads, String metric) {
    return figures.stream()
        .filter(f -> f.scenario.equals(scenario) && f.subject.equals(subject))
        .filter(f -> f.threads == threads && f.metric.equals(metric))
        .mapToDouble(f -> f.value)
        .findFirst();
  }

  /**
   * Reads a file.
   *
   * @param csv a file from {@link #write}
   * @return its figures
   * @throws IOException if it cannot be read
   */
  public static Results read(Path csv) throws IOException {
    Results results = new Results();
    Files.readAllLines(csv).stream().skip(1).map(Figure::parse).forEach(results::add);
    return results;
  }

  /**
   * Writes a file, with its directory.
   *
   * @param csv the file; replaces its content
   * @throws IOException if it cannot be written
   */
  public void write(Path csv) throws IOException {
    Path directory = csv.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    List<String> lines = new ArrayList<>();
    lines.add(HEAD);
    figures.forEach(figure -> lines.add(figure.toString()));
    Files.write(csv, lines);
  }
}
