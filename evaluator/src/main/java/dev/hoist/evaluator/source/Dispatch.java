package dev.hoist.evaluator.source;

import java.util.function.IntFunction;

/**
 * Writes a method that returns one of many values by number. The values are divided into blocks, each with its own
 * method. The virtual machine compiles no method above 8,000 bytes; a block has about 1,300.
 *
 * @param returned the return type of the method
 * @param parameters the parameters after the number, each after a comma
 * @param arguments the names of these parameters, in the same form
 */
record Dispatch(String returned, String name, String parameters, String arguments) {
    static final int BLOCK = 128;

    static int blocks(int count) {
        return (count + BLOCK - 1) / BLOCK;
    }

    /** Writes the method that selects the block. */
    void top(JavaSource source, String modifiers, int count, String otherwise) {
        source.line(modifiers + returned + " " + name + "(int number" + parameters + ") {");
        if (blocks(count) == 0) {
            source.line(otherwise);
        } else if (blocks(count) == 1) {
            source.line("return " + name + "0(number" + arguments + ");");
        } else {
            source.line("switch (number >>> 7) {");
            for (int block = 0; block < blocks(count); block++) {
                source.line("case " + block + ":");
                source.line("    return " + name + block + "(number" + arguments + ");");
            }
            source.line("default:").line("    " + otherwise).line("}");
        }
        source.line("}");
    }

    /** Writes the method of one block. */
    void block(
            JavaSource source, String modifiers, int block, int count, String otherwise, IntFunction<String> picked) {
        source.line("");
        source.line(modifiers + returned + " " + name + block + "(int number" + parameters + ") {");
        source.line("switch (number) {");
        for (int number = block * BLOCK; number < Math.min(count, (block + 1) * BLOCK); number++) {
            source.line("case " + number + ":").line("    " + picked.apply(number));
        }
        source.line("default:").line("    " + otherwise).line("}");
        source.line("}");
    }
}
