package dev.hoist.validator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CSV as RFC 4180 has it, and nothing else: any other text is an error. */
final class CsvReading {
    private final String text;
    private int at;

    private CsvReading(String text) {
        this.text = text;
    }

    /** The rows by the names of their columns. */
    static List<Map<String, String>> of(String text) {
        CsvReading reading = new CsvReading(text);
        List<String> names = reading.row();
        List<Map<String, String>> rows = new ArrayList<>();
        while (reading.at < text.length()) {
            List<String> cells = reading.row();
            if (cells.size() != names.size()) {
                throw new AssertionError(cells.size() + " cells: " + cells);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), cells.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        if (!text.startsWith("\r\n", at)) {
            throw new AssertionError("a row does not end at " + at);
        }
        at += 2;
        return cells;
    }

    private String cell() {
        StringBuilder cell = new StringBuilder();
        if (text.charAt(at) != '"') {
            while (",\r\n".indexOf(text.charAt(at)) < 0) {
                if (text.charAt(at) == '"') {
                    throw new AssertionError("a quote in a cell without quotes at " + at);
                }
                cell.append(text.charAt(at++));
            }
            return cell.toString();
        }
        at++;
        while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
            at += text.charAt(at) == '"' ? 1 : 0;
            cell.append(text.charAt(at++));
        }
        at++;
        return cell.toString();
    }
}
