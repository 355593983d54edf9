package vn.thidua.scoring.file.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.file.Cell;
import vn.thidua.scoring.file.FileRefusals;
import vn.thidua.scoring.file.Formulas;
import vn.thidua.scoring.file.Grid;
import vn.thidua.scoring.file.Template;

/**
 * CSV (RFC 4180) in UTF-8. Written with the byte order mark and the semicolon that spreadsheets expect where the comma
 * is the decimal sign, and so that no cell starts a formula; read with either separator, with and without the mark.
 */
public final class CsvFiles {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Set<Cell> CODES = Set.of(Cell.of("kind"), Cell.of("scorer"), Cell.of("target"));

    private CsvFiles() {}

    /** The template as a file. */
    public static byte[] write(Template template) {
        var text = new StringWriter();
        text.write(BYTE_ORDER_MARK);
        try (var csv = CsvWriter.builder()
                .fieldSeparator(';')
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text)) {
            template.rows()
                    .forEach(row ->
                            csv.writeRecord(row.stream().map(Formulas::write).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(UTF_8);
    }

    /**
     * The cells of a file.
     *
     * @throws RefusalException when it is no CSV in UTF-8, or longer than a file may be
     */
    public static Grid read(byte[] file) {
        var text = text(file);
        if (text.isBlank()) {
            throw new RefusalException(FileRefusals.empty());
        }
        // Names and marks hold commas, too: it is the row of codes that tells the separator.
        var semicolons = grid(text, ';');
        if (semicolons.filter(CsvFiles::hasCodes).isPresent()) {
            return semicolons.get();
        }
        var commas = grid(text, ',');
        return commas.filter(CsvFiles::hasCodes)
                .or(() -> semicolons)
                .or(() -> commas)
                .orElseThrow(() -> new RefusalException(FileRefusals.unreadable(
                        "Tệp CSV không đúng dạng: có dấu ngoặc kép chưa đóng hoặc dòng quá dài. Hãy lưu lại từ bảng"
                                + " tính.",
                        "The CSV file is malformed: a quote is not closed or a line is too long. Save it again from a"
                                + " spreadsheet.")));
    }

    private static boolean hasCodes(Grid grid) {
        return grid.rows().stream()
                .limit(Grid.MOST_HEADINGS)
                .anyMatch(row -> row.cells().stream().filter(CODES::contains).count() > 1);
    }

    private static String text(byte[] file) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new RefusalException(FileRefusals.unreadable(
                    "Tệp CSV không ở dạng UTF-8. Trong Excel hãy lưu là “CSV UTF-8”, hoặc gửi tệp .xlsx.",
                    "The CSV file is not in UTF-8. In Excel save it as “CSV UTF-8”, or send an .xlsx file."));
        }
    }

    /** Nothing when quotes and this separator do not go together. */
    private static Optional<Grid> grid(String text, char separator) {
        var rows = new ArrayList<Grid.Row>();
        try (var csv = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            var number = 0;
            for (var line : csv) {
                number++;
                var cells = line.getFields().stream()
                        .map(field -> Cell.of(Formulas.read(field)))
                        .toList();
                if (cells.stream().allMatch(Cell.BLANK::equals)) {
                    continue;
                }
                var last =
                        cells.reversed().stream().takeWhile(Cell.BLANK::equals).count();
                var width = cells.size() - (int) last;
                if (rows.size() == Grid.MOST_ROWS + Grid.MOST_HEADINGS || width > Grid.MOST_COLUMNS) {
                    throw new RefusalException(FileRefusals.tooLong());
                }
                rows.add(new Grid.Row(number, List.copyOf(cells.subList(0, width))));
            }
        } catch (CsvParseException | IOException e) {
            return Optional.empty();
        }
        return Optional.of(new Grid(rows));
    }
}
