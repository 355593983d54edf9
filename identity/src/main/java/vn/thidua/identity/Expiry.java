package vn.thidua.identity;

import java.time.Instant;

/**
 * When the access token of a request ceases to be taken: what a request has opened ends then too. Handlers take one as a
 * parameter.
 */
public record Expiry(Instant at) {}
