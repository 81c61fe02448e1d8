package dev.hoist.operate.yaml;

/** A text is laid out in a way that no edit keeps: the person has to make it by hand. */
public final class UneditableText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UneditableText(String message) {
        super(message);
    }
}
