package dev.hoist.operate.yaml;

/** The layout of a text cannot be kept by any edit, so a person has to edit it by hand. */
public final class UneditableText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UneditableText(String message) {
        super(message);
    }
}
