/** A Spring web application with a database; it has no code for Google Chat. */
@NullMarked
package com.example.shop.payments;

import org.jspecify.annotations.NullMarked;
