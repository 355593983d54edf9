package vn.thidua.standalone.rights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table {@code matrix.txt}: for every operation, and for the objects on which it makes a difference, how each caller
 * is answered. Its form is described in the file.
 */
record Matrix(List<Row> rows) {

    /**
     * One operation on one object.
     *
     * @param expected the statuses that are right, by who calls
     */
    record Row(Operation operation, String object, Map<Caller, Set<Integer>> expected) {

        @Override
        public String toString() {
            return operation + " of " + object;
        }
    }

    static Matrix read() {
        try (var table = Matrix.class.getResourceAsStream("matrix.txt")) {
            if (table == null) {
                throw new IllegalStateException("matrix.txt is missing");
            }
            return parse(new String(table.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Matrix parse(String table) {
        var lines = table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        var header = cells(lines.getFirst());
        var expected = Stream.concat(
                        Stream.of("operation", "object"),
                        Arrays.stream(Caller.values()).map(Caller::label))
                .toList();
        if (!header.equals(expected)) {
            throw new IllegalArgumentException("the columns have to be " + expected + ", not " + header);
        }
        return new Matrix(lines.stream().skip(1).map(Matrix::row).toList());
    }

    private static Row row(String line) {
        var cells = cells(line);
        if (cells.size() != 2 + Caller.values().length || cells.contains("")) {
            throw new IllegalArgumentException("a cell is not decided: " + line);
        }
        var expected = new EnumMap<Caller, Set<Integer>>(Caller.class);
        for (var caller : Caller.values()) {
            expected.put(
                    caller,
                    Arrays.stream(cells.get(2 + caller.ordinal()).split("/"))
                            .map(Integer::valueOf)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return new Row(Operation.of(cells.get(0)), cells.get(1), expected);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }
}
