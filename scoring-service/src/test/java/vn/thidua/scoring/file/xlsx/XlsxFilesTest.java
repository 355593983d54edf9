package vn.thidua.scoring.file.xlsx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.file.Cell;
import vn.thidua.scoring.file.Grid;
import vn.thidua.scoring.file.Hostile;
import vn.thidua.scoring.file.Template;

/** Workbooks, ours and those of people who mean no good. */
class XlsxFilesTest {

    private static final String SHEET = "xl/worksheets/sheet1.xml";

    @Test
    void everyTextComesBackAsItWasAndNoneIsAFormula() throws IOException {
        var random = new Random(2);
        var rows = new ArrayList<List<String>>();
        for (var heading = 0; heading < 6; heading++) {
            rows.add(List.of("a", "b", "c"));
        }
        for (var row = 0; row < 900; row++) {
            rows.add(List.of("x", Hostile.text(random), Hostile.text(random)));
        }

        var file = XlsxFiles.write(new Template(rows, 6));

        var read = XlsxFiles.read(file).rows();
        for (var row = 0; row < rows.size(); row++) {
            var cells = new ArrayList<>(rows.get(row).stream().map(Cell::of).toList());
            while (cells.getLast().equals(Cell.BLANK)) {
                cells.removeLast();
            }
            assertThat(read.get(row).cells()).isEqualTo(cells);
        }
        assertThat(new String(parts(file).get(SHEET), UTF_8)).doesNotContain("<f");
        // And by a reader that is not ours.
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
                var other = workbook.getFirstSheet().openStream()) {
            assertThat(other.flatMap(row -> row.stream())
                            .filter(cell -> cell != null)
                            .map(cell -> cell.getType())
                            .distinct())
                    .containsOnly(CellType.STRING);
        }
    }

    @Test
    void numbersAreTheShortestDecimalThatWasTyped() throws IOException {
        assertThat(only(sheet("<c r='A1'><v>5.0999999999999996</v></c>"))).isEqualTo(number("5.1"));
        assertThat(only(sheet("<c r='A1' t='n'><v>5.5</v></c>"))).isEqualTo(number("5.5"));
        assertThat(only(sheet("<c r='A1'><v>1E1</v></c>"))).isEqualTo(number("10.0"));
        assertThat(only(sheet("<c r='A1'><v>0.30000000000000004</v></c>"))).isEqualTo(number("0.30000000000000004"));
        assertThat(only(sheet("<c r='A1'><v>NaN</v></c>"))).isEqualTo(new Cell.Other("NaN"));
        assertThat(only(sheet("<c r='A1'><v>1e999</v></c>"))).isEqualTo(new Cell.Other("1e999"));
        assertThat(only(sheet("<c r='A1' t='inlineStr'><is><r><t>a</t></r><rPh><t>x</t></rPh><t>b</t></is></c>")))
                .isEqualTo(Cell.of("ab"));
        assertThat(only(sheet("<c r='A1' t='b'><v>1</v></c>"))).isEqualTo(new Cell.Other("TRUE"));
        assertThat(only(sheet("<c r='A1' t='e'><v>#N/A</v></c>"))).isEqualTo(new Cell.Other("#N/A"));
    }

    @Test
    void datesAreNotTakenForNumbers() throws IOException {
        var file = workbook(sheet -> {
            sheet.value(0, 0, LocalDate.of(2019, 5, 5));
            sheet.style(0, 0).format("d/m").set();
            sheet.value(0, 1, 5.5);
            sheet.style(0, 1).format("0.00").set();
            sheet.value(0, 2, 5.5);
            sheet.style(0, 2).format("[Red]0.00\" đ\";General").set();
        });

        assertThat(XlsxFiles.read(file).rows().getFirst().cells())
                .containsExactly(new Cell.Date(), number("5.5"), number("5.5"));
        assertThat(only(sheet("<c r='A1' t='d'><v>2019-05-05</v></c>"))).isEqualTo(new Cell.Date());
    }

    /** Whatever type its last result is said to have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c r='A1'><f>1+1</f><v>2</v></c>",
                "<c r='A1' t='s'><f>A2</f><v>0</v></c>",
                "<c r='A1' t='str'><v>x</v></c>",
                "<c r='A1' t='inlineStr'><f/><is><t>5</t></is></c>",
                "<c r='A1'><f t='shared' si='0'/><v>2</v></c>",
                "<c r='A1' t='e'><f>1/0</f><v>#DIV/0!</v></c>",
                "<c r='A1'><f t='array' ref='A1:B2'>1</f></c>"
            })
    void aFormulaIsAFormula(String cell) throws IOException {
        assertThat(only(sheet(cell))).isEqualTo(new Cell.Formula());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c r='ZZZZZZZ1'><v>1</v></c>",
                "<c r='A2'><v>1</v></c>",
                "<c r='B1'><v>1</v></c><c r='A1'><v>1</v></c>",
                "<c r='A1'><v>1</v></c><c r='A1'><v>2</v></c>",
                "<c r='A1' t='s'><v>99999</v></c>",
                "<c r='A1' t='s'><v>-1</v></c>",
                "<c r='A1' t='unheard-of'><v>1</v></c>",
                "<c r='A1'><v>1</c>",
                "<c r='A1'><v>&undeclared;</v></c>"
            })
    void whatIsMalformedIsRefused(String cells) throws IOException {
        assertThat(refusal(sheet(cells)).slug()).isIn("file-unreadable", "file-unsafe");
    }

    @Test
    void columnsAndRowsEndSomewhere() throws IOException {
        assertThat(refusal(sheet("<c r='XFD1'><v>1</v></c>")).slug()).isEqualTo("file-too-long");
        assertThat(refusal(workbook(sheet -> {
                            for (var row = 0; row < 1_100; row++) {
                                sheet.value(row, 0, 1);
                            }
                        }))
                        .slug())
                .isEqualTo("file-too-long");
        assertThat(refusal(rows("<row/>".repeat(60_000))).slug()).isEqualTo("file-too-long");
    }

    @Test
    void emptyRowsAtTheEndAreNothing() throws IOException {
        var file = rows("<row r='1'><c r='A1'><v>1</v></c></row>"
                + "<row r='2'><c r='A2' s='0'/></row><row r='1048576'><c r='XFD1048576'/></row>");

        assertThat(XlsxFiles.read(file).rows()).containsExactly(new Grid.Row(1, List.of(number("1.0"))));
    }

    @ParameterizedTest
    @CsvSource({
        "xl/vbaProject.bin,file-unsafe,macro",
        "xl/externalLinks/externalLink1.xml,file-unsafe,liên kết",
        "xl/embeddings/oleObject1.bin,file-unsafe,macro",
        "xl/activeX/activeX1.xml,file-unsafe,macro",
        "xl/macrosheets/sheet1.xml,file-unsafe,macro"
    })
    void whatCouldDoHarmIsRefused(String part, String slug, String says) throws IOException {
        var refusal = refusal(with(sheet("<c r='A1'><v>1</v></c>"), part, "x"));

        assertThat(refusal.slug()).isEqualTo(slug);
        assertThat(refusal.detail().vi()).contains(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"})
    void declarationsOfEntitiesAreRefused(String part) throws IOException {
        var file = workbook(sheet -> sheet.value(0, 0, "x"));
        var xml = new String(parts(file).get(part), UTF_8).replaceFirst("<\\?xml[^>]*\\?>", "");

        assertThat(refusal(with(file, part, "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + xml))
                        .slug())
                .isEqualTo("file-unsafe");
    }

    @Test
    void bombsAreNotUnpacked() throws IOException {
        var file = sheet("<c r='A1'><v>1</v></c>");

        assertThat(refusal(with(file, "xl/media/zeros.bin", "0".repeat(Container.MOST_BYTES)))
                        .detail()
                        .vi())
                .contains("giải nén");
        assertThat(refusal(with(file, "xl/media/zeros.bin", "0".repeat(4 * 1024 * 1024)))
                        .detail()
                        .vi())
                .as("packed far tighter than any sheet")
                .contains("giải nén");
        var parts = parts(file);
        for (var i = 0; i < Container.MOST_ENTRIES; i++) {
            parts.put("x" + i, new byte[0]);
        }
        assertThat(refusal(zip(parts)).slug()).isEqualTo("file-unsafe");
    }

    @Test
    void otherFilesSayWhatTheyAre() throws IOException {
        assertThat(refusal(new byte[0]).slug()).isEqualTo("file-unreadable");
        assertThat(refusal(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1})
                        .detail()
                        .vi())
                .contains("mật khẩu");
        assertThat(refusal("kind;scorer".getBytes(UTF_8)).slug()).isEqualTo("file-unreadable");
        assertThat(refusal(zip(Map.of("word/document.xml", new byte[0]))).slug())
                .isEqualTo("file-unreadable");
    }

    @Test
    void whateverIsDamagedIsRefusedAndNothingElseHappens() throws IOException {
        var good = workbook(sheet -> {
            for (var row = 0; row < 20; row++) {
                sheet.value(row, 0, "text " + row);
                sheet.value(row, 1, 5.5);
            }
        });
        var random = new Random(3);
        var parts = parts(good);
        var names = List.copyOf(parts.keySet());
        for (var round = 0; round < 2_000; round++) {
            byte[] file;
            if (round % 2 == 0) {
                file = damaged(good, random);
            } else {
                var changed = new LinkedHashMap<>(parts);
                var name = names.get(random.nextInt(names.size()));
                changed.put(name, damaged(requireNonNull(parts.get(name)), random));
                file = zip(changed);
            }
            try {
                assertThat(XlsxFiles.read(file).rows()).hasSizeLessThanOrEqualTo(20);
            } catch (RefusalException e) {
                assertThat(e.refusal().slug()).startsWith("file-");
            }
        }
    }

    private static byte[] damaged(byte[] good, Random random) {
        var bytes = good.clone();
        for (var i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private static Cell number(String number) {
        return new Cell.Number(new BigDecimal(number));
    }

    private static Cell only(byte[] file) {
        return XlsxFiles.read(file).rows().getFirst().cell(0);
    }

    private static Refusal refusal(byte[] file) {
        return catchThrowableOfType(RefusalException.class, () -> XlsxFiles.read(file))
                .refusal();
    }

    private interface Filling {

        void fill(Worksheet sheet) throws IOException;
    }

    private static byte[] workbook(Filling filling) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Test", "1.0")) {
            filling.fill(workbook.newWorksheet("Phiếu"));
        }
        return bytes.toByteArray();
    }

    /** A workbook whose first sheet has one row of these cells. */
    private static byte[] sheet(String cells) throws IOException {
        return rows("<row r='1'>" + cells + "</row>");
    }

    private static byte[] rows(String rows) throws IOException {
        return with(
                workbook(sheet -> sheet.value(0, 0, "shared")),
                SHEET,
                "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>" + rows
                        + "</sheetData></worksheet>");
    }

    private static byte[] with(byte[] file, String part, String content) throws IOException {
        var parts = parts(file);
        parts.put(part, content.getBytes(UTF_8));
        return zip(parts);
    }

    private static Map<String, byte[]> parts(byte[] file) throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        var path = Files.createTempFile("test-", ".xlsx");
        Files.write(path, file);
        try (var zip = new ZipFile(path.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } finally {
            Files.delete(path);
        }
        return parts;
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
