package vn.thidua.scoring.file.xlsx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.file.Grid;
import vn.thidua.scoring.file.Template;

/**
 * Excel workbooks. Every cell is written as a text and formatted as one: none is a formula, none becomes one when it is
 * edited, and what people type is what is sent, where Excel would otherwise make a date of 5.5.
 */
public final class XlsxFiles {

    private static final String TEXT = "@";
    private static final int ROWS_FOR_COLOURS = 3;

    private XlsxFiles() {}

    /** The template as a file. */
    public static byte[] write(Template template) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "ThiDua", "1.0")) {
            var sheet = workbook.newWorksheet("Phiếu chấm");
            var rows = template.rows();
            for (var row = 0; row < rows.size(); row++) {
                var cells = rows.get(row);
                for (var column = 0; column < cells.size(); column++) {
                    if (!cells.get(column).isEmpty()) {
                        sheet.value(row, column, Escapes.write(cells.get(column)));
                    }
                    sheet.style(row, column).format(TEXT).set();
                }
            }
            decorate(sheet, template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void decorate(Worksheet sheet, Template template) {
        var width = template.rows().getLast().size();
        sheet.style(0, 0).bold().format(TEXT).set();
        sheet.range(template.headings() - ROWS_FOR_COLOURS - 1, 0, template.headings() - 1, width - 1)
                .style()
                .bold()
                .wrapText(true)
                .verticalAlignment("top")
                .fillColor("EAF1EA")
                .format(TEXT)
                .set();
        for (var column = 0; column < width; column++) {
            sheet.width(column, 16);
        }
        sheet.freezePane(0, template.headings());
    }

    /**
     * The cells of a workbook's first sheet.
     *
     * @throws RefusalException when it is no workbook, carries what could do harm, or is longer than a file may be
     */
    public static Grid read(byte[] file) {
        return new SheetReader(Container.open(file)).read();
    }
}
