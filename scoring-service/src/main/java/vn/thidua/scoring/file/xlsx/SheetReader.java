package vn.thidua.scoring.file.xlsx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.file.Cell;
import vn.thidua.scoring.file.FileRefusals;
import vn.thidua.scoring.file.Grid;

/** Reads the cells of a workbook's first sheet (ECMA-376, part 1, 18.3.1). Used once, by one thread. */
final class SheetReader {

    private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,7}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][-+]?[0-9]{1,3})?");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.");

    /** So many row elements, most of them empty, are looked at. */
    private static final int MOST_ELEMENTS = 50_000;

    /** The formats that every workbook has without saying so, and that show dates and times. */
    private static final Set<Integer> DATES = Set.of(
            14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
            55, 56, 57, 58);

    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XML.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    }

    private final Container container;
    private final List<String> shared = new ArrayList<>();
    private final Set<Integer> dateStyles = new HashSet<>();

    SheetReader(Container container) {
        this.container = container;
    }

    Grid read() {
        try {
            var sheet = firstSheet();
            container.part("xl/sharedStrings.xml").ifPresent(this::readShared);
            container.part("xl/styles.xml").ifPresent(this::readStyles);
            return cells(container.part(sheet).orElseThrow(Container::notAWorkbook));
        } catch (Malformed e) {
            throw Container.notAWorkbook();
        }
    }

    private String firstSheet() {
        var relation = new String[] {""};
        each("xl/workbook.xml", (name, xml) -> {
            if (name.equals("sheet") && relation[0].isEmpty()) {
                relation[0] = attribute(xml, "id");
            }
        });
        var target = new String[] {""};
        each("xl/_rels/workbook.xml.rels", (name, xml) -> {
            if (name.equals("Relationship")) {
                if (attribute(xml, "TargetMode").equalsIgnoreCase("External")) {
                    throw Container.externalLink();
                }
                if (attribute(xml, "Id").equals(relation[0])) {
                    target[0] = attribute(xml, "Target");
                }
            }
        });
        if (relation[0].isEmpty() || target[0].isEmpty()) {
            throw Container.notAWorkbook();
        }
        return target[0].startsWith("/") ? target[0].substring(1) : "xl/" + target[0];
    }

    private void readShared(byte[] part) {
        each(part, (name, xml) -> {
            if (name.equals("si")) {
                shared.add(text(xml, "si"));
            }
        });
    }

    private void readStyles(byte[] part) {
        var own = new HashMap<String, String>();
        var inside = new boolean[] {false};
        var index = new int[] {0};
        each(part, (name, xml) -> {
            switch (name) {
                case "numFmt" -> own.put(attribute(xml, "numFmtId"), attribute(xml, "formatCode"));
                case "cellXfs" -> inside[0] = true;
                case "cellStyles", "dxfs" -> inside[0] = false;
                case "xf" -> {
                    if (inside[0]) {
                        if (showsDate(attribute(xml, "numFmtId"), own)) {
                            dateStyles.add(index[0]);
                        }
                        index[0]++;
                    }
                }
                default -> {}
            }
        });
    }

    private static boolean showsDate(String format, Map<String, String> own) {
        var code = own.get(format);
        if (code == null) {
            return WHOLE.matcher(format).matches() && DATES.contains(Integer.valueOf(format));
        }
        var signs = QUOTED.matcher(code).replaceAll("").toLowerCase(Locale.ROOT).replace("general", "");
        return signs.chars().anyMatch(c -> "dmyhs".indexOf(c) >= 0);
    }

    private Grid cells(byte[] part) {
        var rows = new ArrayList<Grid.Row>();
        try {
            var xml = open(part);
            var elements = 0;
            var number = 0;
            for (var name = next(xml); name != null; name = next(xml)) {
                if (name.equals("row")) {
                    elements++;
                    var said = attribute(xml, "r");
                    var next = WHOLE.matcher(said).matches() ? Integer.parseInt(said) : number + 1;
                    if (next <= number) {
                        throw new Malformed();
                    }
                    number = next;
                    var cells = row(xml, number);
                    if (!cells.isEmpty()) {
                        rows.add(new Grid.Row(number, cells));
                    }
                    if (rows.size() > Grid.MOST_ROWS + Grid.MOST_HEADINGS || elements > MOST_ELEMENTS) {
                        throw new RefusalException(FileRefusals.tooLong());
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new Malformed();
        }
        return new Grid(rows);
    }

    private List<Cell> row(XMLStreamReader xml, int row) throws XMLStreamException {
        var cells = new ArrayList<Cell>();
        var column = -1;
        while (true) {
            var event = step(xml);
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
                return cells;
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                var next = column(attribute(xml, "r"), row, column + 1);
                if (next <= column) {
                    throw new Malformed();
                }
                column = next;
                var cell = cell(xml);
                if (!cell.equals(Cell.BLANK)) {
                    if (column >= Grid.MOST_COLUMNS) {
                        throw new RefusalException(FileRefusals.tooLong());
                    }
                    while (cells.size() < column) {
                        cells.add(Cell.BLANK);
                    }
                    cells.add(cell);
                }
            }
        }
    }

    private static int column(String address, int row, int otherwise) {
        if (address.isEmpty()) {
            return otherwise;
        }
        var parts = ADDRESS.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) != row) {
            throw new Malformed();
        }
        var column = 0;
        for (var c : parts.group(1).toCharArray()) {
            column = column * 26 + c - 'A' + 1;
        }
        return column - 1;
    }

    private Cell cell(XMLStreamReader xml) throws XMLStreamException {
        var type = attribute(xml, "t");
        var style = attribute(xml, "s");
        var value = "";
        var formula = false;
        while (true) {
            var event = step(xml);
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
                // A formula stays one whatever type its last result had. Only results have the type str.
                return formula || type.equals("str") ? new Cell.Formula() : cell(type, style, value);
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "v" -> value = text(xml, "v");
                    case "is" -> value = text(xml, "is");
                    case "f" -> formula = true;
                    default -> {}
                }
            }
        }
    }

    private Cell cell(String type, String style, String value) {
        return switch (type) {
            case "s" -> {
                if (value.isEmpty()) {
                    yield Cell.BLANK;
                }
                if (!WHOLE.matcher(value).matches() || Integer.parseInt(value) >= shared.size()) {
                    throw new Malformed();
                }
                yield Cell.of(Escapes.read(shared.get(Integer.parseInt(value))));
            }
            case "inlineStr" -> Cell.of(Escapes.read(value));
            case "b" -> new Cell.Other(value.equals("1") ? "TRUE" : "FALSE");
            case "e" -> new Cell.Other(value);
            case "d" -> new Cell.Date();
            case "", "n" -> number(style, value);
            default -> throw new Malformed();
        };
    }

    private Cell number(String style, String value) {
        if (value.isBlank()) {
            return Cell.BLANK;
        }
        if (!NUMBER.matcher(value).matches()) {
            return new Cell.Other(value.length() > 40 ? value.substring(0, 40) : value);
        }
        if (WHOLE.matcher(style).matches() && dateStyles.contains(Integer.valueOf(style))) {
            return new Cell.Date();
        }
        // Workbooks store 5.1 as 5.0999999999999996: the shortest decimal for it is what was typed.
        var stored = Double.parseDouble(value);
        return Double.isInfinite(stored)
                ? new Cell.Other(value)
                : new Cell.Number(new BigDecimal(Double.toString(stored)));
    }

    /** All text up to this element's end; what tells how to pronounce it is no part of it. */
    private static String text(XMLStreamReader xml, String element) {
        try {
            var text = new StringBuilder();
            var phonetic = 0;
            while (true) {
                var event = step(xml);
                if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("rPh")) {
                    phonetic++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    if (xml.getLocalName().equals("rPh")) {
                        phonetic--;
                    } else if (xml.getLocalName().equals(element)) {
                        return text.toString();
                    }
                } else if (phonetic == 0 && xml.isCharacters()) {
                    text.append(xml.getText());
                }
            }
        } catch (XMLStreamException e) {
            throw new Malformed();
        }
    }

    private interface Element {

        void at(String name, XMLStreamReader xml);
    }

    private void each(String part, Element element) {
        each(container.part(part).orElseThrow(Container::notAWorkbook), element);
    }

    private static void each(byte[] part, Element element) {
        try {
            var xml = open(part);
            for (var name = next(xml); name != null; name = next(xml)) {
                element.at(name, xml);
            }
        } catch (XMLStreamException e) {
            throw new Malformed();
        }
    }

    private static XMLStreamReader open(byte[] part) throws XMLStreamException {
        // Decoded here: the parser would guess at other encodings, and complain of broken ones on its own.
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(part)).toString();
            return XML.createXMLStreamReader(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (CharacterCodingException e) {
            throw new Malformed();
        }
    }

    /** The name of the next element that starts. */
    private static @Nullable String next(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (step(xml) == XMLStreamConstants.START_ELEMENT) {
                return xml.getLocalName();
            }
        }
        return null;
    }

    private static int step(XMLStreamReader xml) throws XMLStreamException {
        if (!xml.hasNext()) {
            throw new Malformed();
        }
        var event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new RefusalException(FileRefusals.unsafe(
                    "Tệp chứa khai báo DTD mà bảng tính không bao giờ ghi. Hãy chép dữ liệu vào mẫu mới tải về.",
                    "The file declares a DTD, which no spreadsheet writes. Copy the data into a new template."));
        }
        return event;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        for (var i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /** It does not follow the format; whoever reads the file is told so, not where. */
    private static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Malformed() {
            super("malformed", null, false, false);
        }
    }
}
