package dev.hoist.validator.yaml;

/** The characters that a file may contain: visible ones, and line ends on which all readers agree. */
final class Characters {
    private Characters() {}

    /**
     * Whether a character is invisible, changes the order of others, or ends a line in some readers. A tab and a line
     * feed are allowed.
     */
    static boolean isForbidden(int codePoint) {
        if (codePoint < 0x7F) {
            return codePoint < ' ' && codePoint != '\t' && codePoint != '\n';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> isBlank(codePoint) || (codePoint & 0xFFFE) == 0xFFFE;
        };
    }

    /** Whether a text contains such a character. */
    static boolean hasForbidden(String text) {
        for (int index = 0; index < text.length(); ) {
            int codePoint = text.codePointAt(index);
            if (isForbidden(codePoint)) {
                return true;
            }
            index += Character.charCount(codePoint);
        }
        return false;
    }

    /** Whether some reader takes the character for the end of a line. */
    static boolean breaksLines(int codePoint) {
        return codePoint == '\r' || codePoint == 0x85 || codePoint == 0x2028 || codePoint == 0x2029;
    }

    /**
     * Whether a character is a letter or mark without a shape. The variation selectors of emoji (U+FE0E, U+FE0F) do not
     * count, because they hide nothing.
     */
    private static boolean isBlank(int codePoint) {
        return codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x17B4
                || codePoint == 0x17B5
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || codePoint == 0x2800
                || codePoint == 0x3164
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0D)
                || codePoint == 0xFFA0
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }
}
