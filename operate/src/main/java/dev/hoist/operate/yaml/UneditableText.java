package dev.hoist.operate.yaml;

/** Thrown if no edit can keep the layout of a text. A person must then edit the text by hand. */
public final class UneditableText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UneditableText(String message) {
        super(message);
    }
}
