/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/** A bar chart. Not thread-safe. */
final class BarChart {

  private static final int WIDTH = 900;
  private static final int HEIGHT_OF_A_BAR = 17;
  private static final int HEIGHT_OF_THE_REST = 110;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final double MARGIN_FOR_LABELS = 0.25;

  /** Colours that people can distinguish, after Okabe and Ito. */
  private static final Paint[] COLOURS = {
    new Color(0x99, 0x99, 0x99),
    new Color(0x56, 0xb4, 0xe9),
    new Color(0xe6, 0x9f, 0x00),
    new Color(0x00, 0x72, 0xb2),
    new Color(0xcc, 0x79, 0xa7),
    new Color(0xf0, 0xe4, 0x42),
    new Color(0xd5, 0x5e, 0x00),
  };

  private static final Paint OUR_COLOUR = new Color(0x00, 0x9e, 0x73);

  private final String title;
  private final String unit;
  private final boolean logarithmic;
  private final DefaultCategoryDataset bars = new DefaultCategoryDataset();

  /**
   * Creates a chart without bars.
   *
   * @param title the chart's title
   * @param unit the unit of the values
   * @param logarithmic whether a step of the axis is a factor of ten, with values below 1 shown as
   *     1
   */
  BarChart(String title, String unit, boolean logarithmic) {
    this.title = title;
    this.unit = unit;
    this.logarithmic = logarithmic;
  }

  /** Adds a bar of a colour to a group. */
  void bar(String colour, String group, double value) {
    bars.addValue(logarithmic ? Math.max(1, value) : value, colour, group);
  }

  /** Writes the chart as SVG. */
  void write(Path file) throws IOException {
    JFreeChart chart =
        ChartFactory.createBarChart(
            title, null, unit, bars, PlotOrientation.HORIZONTAL, true, false, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.getTitle().setFont(FONT.deriveFont(Font.BOLD, 14f));
    chart.getLegend().setItemFont(FONT);
    look(chart.getCategoryPlot());
    int height =
        HEIGHT_OF_THE_REST + HEIGHT_OF_A_BAR * (bars.getRowCount() + 1) * bars.getColumnCount();
    SVGGraphics2D svg = new SVGGraphics2D(WIDTH, height);
    svg.setDefsKeyPrefix("chart"); // not a random one: the same figures give the same file
    chart.setElementHinting(false);
    chart.draw(svg, new Rectangle2D.Double(0, 0, WIDTH, height));
    Files.write(file, svg.getSVGElement().getBytes(StandardCharsets.UTF_8));
  }

  private void look(CategoryPlot plot) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setOutlineVisible(false);
    plot.getDomainAxis().setTickLabelFont(FONT);
    plot.setRangeAxis(axis());
    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setItemMargin(0);
    renderer.setDefaultItemLabelFont(FONT.deriveFont(10f));
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelGenerator(
        new StandardCategoryItemLabelGenerator(
            "{2}", new DecimalFormat("#,##0.#", DecimalFormatSymbols.getInstance(Locale.ROOT))));
    for (int row = 0; row < bars.getRowCount(); row++) {
      boolean ours = String.valueOf(bars.getRowKey(row)).contains("Google Chat");
      renderer.setSeriesPaint(row, ours ? OUR_COLOUR : COLOURS[row % COLOURS.length]);
    }
    plot.setRenderer(renderer);
  }

  private ValueAxis axis() {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    ValueAxis axis;
    if (logarithmic) {
      LogAxis log = new LogAxis(unit);
      log.setSmallestValue(1);
      log.setNumberFormatOverride(format);
      log.setStandardTickUnits(new NumberTickUnitSource(true, format));
      axis = log;
    } else {
      NumberAxis linear = new NumberAxis(unit);
      linear.setNumberFormatOverride(format);
      axis = linear;
    }
    axis.setUpperMargin(MARGIN_FOR_LABELS);
    axis.setTickLabelFont(FONT);
    axis.setLabelFont(FONT);
    return axis;
  }
}
