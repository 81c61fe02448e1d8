package dev.hoist.validator.disk;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Explains an I/O error to people. Java's own message is often only the name of a class. */
public final class DiskReason {
    private DiskReason() {}

    /** The reason as a clause without a full stop: {@code permission denied}. */
    public static String of(IOException refused) {
        if (refused instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (refused instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (refused instanceof FileAlreadyExistsException || refused instanceof NotDirectoryException) {
            return "a file is in the way";
        }
        if (refused instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        String reason = refused instanceof FileSystemException failed ? failed.getReason() : refused.getMessage();
        return reason == null || reason.isBlank() ? refused.getClass().getSimpleName() : reason;
    }
}
