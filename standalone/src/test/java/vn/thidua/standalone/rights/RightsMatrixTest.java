package vn.thidua.standalone.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@DisplayName("Every operation that is served answers every caller as the table of rights says")
class RightsMatrixTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private static final Matrix MATRIX = Matrix.read();
    private static Scene scene;

    @BeforeAll
    static void prepare() {
        scene = Scene.shared();
    }

    @Test
    @DisplayName("no operation is without a row, and no row without an operation")
    void everyOperationHasARow() {
        var rows =
                new TreeSet<>(MATRIX.rows().stream().map(Matrix.Row::operation).toList());
        var served = described();

        assertThat(served.stream().filter(operation -> !rows.contains(operation)))
                .as("served operations without a row in matrix.txt")
                .isEmpty();
        assertThat(rows.stream().filter(operation -> !served.contains(operation)))
                .as("rows of matrix.txt without an operation that is served")
                .isEmpty();
    }

    @Test
    @DisplayName("no handler is left out of the descriptions that the rows are compared with")
    void everyHandlerIsDescribed() {
        assertThat(handled()).isNotEmpty().isEqualTo(described());
    }

    @Test
    @DisplayName("a table that leaves a cell open or forgets a caller is no table of rights")
    void nothingIsLeftOpen() {
        var header = "operation | object | nobody | public | operations | city | foreign | member | head | no-scope\n";
        assertThat(Matrix.parse(header + "GET /a | - | 401 | 403 | 403 | 200 | 404 | 200 | 200/409 | 403")
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row.expected()).containsEntry(Caller.HEAD, Set.of(200, 409)));
        assertThatThrownBy(() -> Matrix.parse(header + "GET /a | - | 401 | 403 | 403 | | 404 | 200 | 200 | 403"))
                .hasMessageContaining("not decided");
        assertThatThrownBy(() -> Matrix.parse(header + "GET /a | - | 401 | 403 | 403 | 200 | 404 | 200 | 200"))
                .hasMessageContaining("not decided");
        assertThatThrownBy(() -> Matrix.parse("operation | object | nobody\n")).hasMessageContaining("no-scope");
    }

    @TestFactory
    @DisplayName("the cells")
    Stream<DynamicContainer> cells() {
        return MATRIX.rows().stream()
                .map(row -> DynamicContainer.dynamicContainer(
                        row.toString(), Arrays.stream(Caller.values()).map(caller -> cell(row, caller))));
    }

    private static DynamicTest cell(Matrix.Row row, Caller caller) {
        var expected = row.expected().getOrDefault(caller, Set.of());
        return DynamicTest.dynamicTest(caller.label() + " " + expected, () -> {
            var answer = scene.call(caller, row.operation(), row.object());
            assertThat(answer.status())
                    .as("%s for %s: %s", row, caller.label(), answer.text())
                    .isIn(expected);
        });
    }

    @TestFactory
    @DisplayName("what is foreign is answered like what is not there")
    Stream<DynamicTest> foreignIsAbsent() {
        return MATRIX.rows().stream()
                .filter(row -> row.operation().path().contains("{"))
                .filter(row ->
                        row.expected().getOrDefault(Caller.FOREIGN, Set.of()).equals(Set.of(404)))
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    var foreign = scene.call(Caller.FOREIGN, row.operation(), row.object());
                    var absent = scene.callAbsent(Caller.FOREIGN, row.operation(), row.object());

                    assertThat(absent.status()).as(absent.text()).isEqualTo(404);
                    assertThat(foreign.problem()).isNotEmpty().isEqualTo(absent.problem());
                }));
    }

    @TestFactory
    @DisplayName("beside the APIs only health is open, and the rest is for operations")
    Stream<DynamicTest> besideTheApis() {
        return scene.services().keySet().stream()
                .flatMap(service -> Stream.of(
                        beside(service, "/actuator/health", 200, 200, 200),
                        beside(service, "/actuator/health/readiness", 200, 200, 200),
                        beside(service, "/actuator", 401, 403, 200),
                        beside(service, "/actuator/pipeline", 401, 403, 200),
                        beside(service, "/actuator/metrics", 401, 403, 200),
                        beside(service, "/api/" + service + "/v1/openapi", 401, 200, 200),
                        beside(service, "/", 401, 404, 404),
                        beside(service, "/v3/api-docs", 401, 404, 404)));
    }

    private static DynamicTest beside(String service, String path, int nobody, int city, int operations) {
        return DynamicTest.dynamicTest(service + " " + path, () -> {
            assertThat(scene.status(Caller.NOBODY, service, path)).isEqualTo(nobody);
            assertThat(scene.status(Caller.CITY, service, path)).isEqualTo(city);
            assertThat(scene.status(Caller.OPERATIONS, service, path)).isEqualTo(operations);
        });
    }

    /** What the three services say that they serve. */
    private static Set<Operation> described() {
        var operations = new TreeSet<Operation>();
        scene.services()
                .keySet()
                .forEach(service -> scene.description(service)
                        .path("paths")
                        .propertyStream()
                        .forEach(path -> path.getValue().propertyNames().stream()
                                .filter(METHODS::contains)
                                .forEach(method -> operations.add(
                                        new Operation(method.toUpperCase(Locale.ROOT), path.getKey())))));
        return operations;
    }

    /** What they do serve below their APIs, but for the descriptions themselves. */
    private static Set<Operation> handled() {
        var operations = new TreeSet<Operation>();
        scene.services()
                .values()
                .forEach(service -> service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                        .getHandlerMethods()
                        .keySet()
                        .forEach(mapping -> mapping.getPatternValues().stream()
                                .filter(path -> path.startsWith("/api/") && !path.contains("/openapi"))
                                .forEach(path -> mapping.getMethodsCondition().getMethods().stream()
                                        .map(RequestMethod::name)
                                        .forEach(method -> operations.add(new Operation(method, path))))));
        return operations;
    }
}
