package vn.thidua.standalone.rights;

/**
 * An operation of one of the three APIs.
 *
 * @param method in capitals
 * @param path as the API's description has it, with its variables
 */
record Operation(String method, String path) implements Comparable<Operation> {

    static Operation of(String text) {
        var parts = text.strip().split("\\s+");
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a method and a path: " + text);
        }
        return new Operation(parts[0], parts[1]);
    }

    /** The name of the service that has it, as in the path. */
    String service() {
        return path.split("/")[2];
    }

    /** The scope without which nobody calls it. */
    String scope() {
        return service() + (method.equals("GET") || method.equals("HEAD") ? ".read" : ".write");
    }

    @Override
    public int compareTo(Operation other) {
        var byPath = path.compareTo(other.path);
        return byPath == 0 ? method.compareTo(other.method) : byPath;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
