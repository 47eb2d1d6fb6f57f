/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;

/** A JMX client of this JVM, connected over the loopback address as an operator's would be. */
public final class JmxClient implements AutoCloseable {

  private final JMXConnectorServer server;
  private final JMXConnector connector;
  private final MBeanServerConnection connection;
  private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();

  private JmxClient(JMXConnectorServer server, JMXConnector connector) throws IOException {
    this.server = server;
    this.connector = connector;
    this.connection = connector.getMBeanServerConnection();
  }

  /** Connects to this JVM's own MBean server. */
  public static JmxClient connect() throws IOException {
    return connect(ManagementFactory.getPlatformMBeanServer());
  }

  /** Connects to an MBean server of this JVM. */
  @SuppressWarnings("BanJNDI") // the server is our own, on the loopback address
  public static JmxClient connect(MBeanServer beans) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    System.setProperty("java.rmi.server.hostname", loopback.getHostAddress());
    RMIServerSocketFactory sockets = port -> new ServerSocket(port, 5, loopback);
    JMXConnectorServer server =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("rmi", loopback.getHostAddress(), 0),
            Map.of(RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE, sockets),
            beans);
    server.start();
    return new JmxClient(server, JMXConnectorFactory.connect(server.getAddress()));
  }

  /** Returns the names of all appenders' MBeans. */
  public Set<String> names() {
    try {
      return connection.queryNames(new ObjectName("io.github.chatappender:*"), null).stream()
          .map(ObjectName::toString)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (JMException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns an attribute of the only appender. */
  public Object get(String attribute) {
    try {
      return connection.getAttribute(only(), attribute);
    } catch (JMException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Calls an operation of the only appender. */
  public String call(String operation, Object... arguments) {
    String[] types =
        List.of(arguments).stream()
            .map(argument -> argument instanceof Integer ? "int" : String.class.getName())
            .toArray(String[]::new);
    try {
      return (String) connection.invoke(only(), operation, arguments, types);
    } catch (JMException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Collects the notifications of the only appender from now on. */
  public void listen() {
    try {
      connection.addNotificationListener(
          only(),
          (notification, unused) -> {
            AttributeChangeNotification change = (AttributeChangeNotification) notification;
            changes.add(
                change.getAttributeName()
                    + " "
                    + change.getOldValue()
                    + " to "
                    + change.getNewValue()
                    + ", "
                    + change.getMessage());
          },
          null,
          null);
    } catch (JMException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the next notification: the attribute with both values, and the message. */
  public String nextChange() throws InterruptedException {
    String change = changes.poll(20, TimeUnit.SECONDS);
    if (change == null) {
      throw new AssertionError("no notification");
    }
    return change;
  }

  private ObjectName only() throws JMException {
    Set<String> names = names();
    if (names.size() != 1) {
      throw new AssertionError("not one MBean: " + names);
    }
    return new ObjectName(names.iterator().next());
  }

  @Override
  public void close() throws IOException {
    connector.close();
    server.stop();
  }
}
