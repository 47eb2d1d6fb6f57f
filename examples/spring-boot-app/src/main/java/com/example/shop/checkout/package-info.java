/** A Spring Boot application that posts its errors to Google Chat; it has no code for that. */
@NullMarked
package com.example.shop.checkout;

import org.jspecify.annotations.NullMarked;
