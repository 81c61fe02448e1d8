package dev.hoist.validator.yaml;

/** The characters that a file may contain: visible ones, and line ends that all readers agree on. */
final class Characters {
    private Characters() {}

    /** Whether a character hides, reorders or breaks; a tab and a line feed do not. */
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

    /** Whether some character of a text does. */
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

    /** Whether a reader may take it for the end of a line. */
    static boolean breaksLines(int codePoint) {
        return codePoint == '\r' || codePoint == 0x85 || codePoint == 0x2028 || codePoint == 0x2029;
    }

    /** Letters and marks without a shape; the variation selectors of emoji (U+FE0E, U+FE0F) hide nothing. */
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
