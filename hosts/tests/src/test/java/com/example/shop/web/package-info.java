/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A web application that logs nothing; Tomcat logs its exceptions. */
package com.example.shop.web;
