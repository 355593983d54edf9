package vn.thidua.console.board;

/** A cluster: its id and its full name. */
record Cluster(String id, String name) {}
