package dev.hoist.validator.yaml;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Place;
import java.util.List;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Checks the layout rules of YAML 1.2 that the parser does not check: blanks before comments, indentation inside flow
 * collections and quotes, and indicators that stand alone. All indices refer to the sanitized text.
 */
final class LayoutCheck {
    private final SanitizedText text;
    private final List<Finding> findings;
    /** The end of the last scalar. Between scalars there are only punctuation, blanks and comments. */
    private int checked;

    LayoutCheck(SanitizedText text, List<Finding> findings) {
        this.text = text;
        this.findings = findings;
    }

    /** Checks the text between the last scalar and the next scalar or alias. */
    void checkUpTo(int start, int end) {
        checkPunctuation(checked, start);
        checked = Math.max(checked, end);
    }

    /** Checks the text after the last scalar. */
    void checkRest() {
        checkPunctuation(checked, text.length());
    }

    /**
     * Checks the layout of a scalar.
     *
     * @param indent the column of the block collection around it; -1 if there is none
     */
    void check(ScalarEvent scalar, boolean inFlow, int indent) {
        int start = scalar.getStartMark().getIndex();
        int end = scalar.getEndMark().getIndex();
        if (scalar.isPlain()) {
            if (inFlow && scalar.getValue().equals("-")) {
                findings.add(YamlSyntax.malformed(place(start, end), "a dash stands alone inside brackets"));
            }
        } else if (scalar.isLiteral() || scalar.isFolded()) {
            checkBlockScalar(start, end, indent);
        } else {
            checkIndentation(start, end, indent, false);
        }
    }

    /** Checks the lines of a flow collection inside a block collection. */
    void checkFlow(int start, int end, int indent) {
        checkIndentation(start, end, indent, true);
    }

    private void checkPunctuation(int from, int to) {
        int index = from;
        while (index < to) {
            int character = text.at(index);
            if (character == '#') {
                if (index > 0 && !isBlank(text.at(index - 1))) {
                    findings.add(YamlSyntax.malformed(
                            place(index, index + 1), "a comment begins without a blank before it"));
                }
                index = lineEnd(index);
            } else if (character == '&' || character == '!' || character == '*') {
                // refused on its own; its name may hold anything
                while (index < to && !isBlank(text.at(index))) {
                    index++;
                }
            } else {
                if (isPartOfAWord(character, index)) {
                    findings.add(UnsafeYaml.indicator(place(index, index + 1), character));
                }
                index++;
            }
        }
    }

    /** Whether a question mark or a colon is part of a word. In YAML 1.2, it is if a word follows directly. */
    private boolean isPartOfAWord(int character, int index) {
        int next = text.at(index + 1);
        if ((character != '?' && character != ':') || isBlank(next) || next < 0) {
            return false;
        }
        if (character == '?') {
            return true;
        }
        int before = index - 1;
        while (before >= 0 && isBlank(text.at(before))) {
            before--;
        }
        boolean afterQuotesOrBrackets = before >= 0 && "\"'}]".indexOf(text.at(before)) >= 0;
        return !afterQuotesOrBrackets && ",[]{}".indexOf(next) < 0;
    }

    private void checkBlockScalar(int start, int end, int indent) {
        int headerEnd = lineEnd(start);
        for (int index = start; index < headerEnd; index++) {
            if (text.at(index) == '#') {
                if (!isBlank(text.at(index - 1))) {
                    findings.add(YamlSyntax.malformed(
                            place(index, index + 1), "a comment begins without a blank before it"));
                }
                headerEnd = index;
            }
        }
        boolean statesIndentation = false;
        for (int index = start; index < headerEnd; index++) {
            statesIndentation |= text.at(index) >= '1' && text.at(index) <= '9';
        }
        if (!statesIndentation) {
            checkLeadingLines(lineEnd(start) + 1, indent);
        }
        checkUnendedLine(end);
    }

    /**
     * Checks the blank lines before the first line of a text. They may not be longer than the indentation of that line.
     */
    private void checkLeadingLines(int first, int indent) {
        int widest = 0;
        int widestAt = first;
        int line = first;
        while (line < text.length()) {
            int index = line;
            while (text.at(index) == ' ') {
                index++;
            }
            int spaces = index - line;
            if (text.at(index) != '\n' && text.at(index) != '\r') {
                if (text.at(index) >= 0 && spaces > indent && widest > spaces) {
                    findings.add(YamlSyntax.malformed(
                            place(widestAt, widestAt + widest),
                            "a blank line is indented more than the text after it"));
                }
                return;
            }
            if (spaces > widest) {
                widest = spaces;
                widestAt = line;
            }
            line = lineEnd(index) + 1;
        }
    }

    /**
     * Checks blanks at the end of a file whose last line has no line feed. Only some readers take them for a line of a
     * block text.
     */
    private void checkUnendedLine(int end) {
        int last = text.length();
        while (last > 0 && (text.at(last - 1) == ' ' || text.at(last - 1) == '\t')) {
            last--;
        }
        if (last < text.length() && end >= last && (last == 0 || text.at(last - 1) == '\n')) {
            findings.add(UnsafeYaml.unendedLine(place(last, text.length())));
        }
    }

    private void checkIndentation(int start, int end, int indent, boolean inFlow) {
        for (int line = lineEnd(start) + 1; line < end; line = lineEnd(line) + 1) {
            int index = line;
            while (index < end && text.at(index) == ' ') {
                index++;
            }
            int spaces = index - line;
            while (index < end && (text.at(index) == '\t' || text.at(index) == ' ')) {
                index++;
            }
            int first = text.at(index);
            boolean isEmpty = first == '\n' || first == '\r';
            // what closes the brackets reads alike wherever it stands
            boolean mayStandAnywhere = inFlow && (first == '#' || first == ']' || first == '}');
            if (spaces <= indent && !isEmpty && !mayStandAnywhere) {
                findings.add(YamlSyntax.malformed(
                        place(index, index + 1),
                        "a line inside " + (inFlow ? "brackets" : "quotes")
                                + " is not indented more than what it belongs to"));
                return;
            }
        }
    }

    private int lineEnd(int index) {
        int end = index;
        while (end < text.length() && text.at(end) != '\n') {
            end++;
        }
        return end;
    }

    private Place place(int start, int end) {
        return text.lines().place(text.origin(start), text.origin(end - 1) + 1);
    }

    private static boolean isBlank(int character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }
}
