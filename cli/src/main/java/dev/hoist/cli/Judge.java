package dev.hoist.cli;

import dev.hoist.validator.AuditRequest;
import dev.hoist.validator.Diffed;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.Judged;
import dev.hoist.validator.PushRequest;
import dev.hoist.validator.PushVerdict;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.verdict.AuditedChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What the command asks of the library. */
interface Judge {
    /** The whole change last; before it, where head itself lands, each commit on the way. */
    List<Judged> validate(ValidateRequest request);

    /** Each commit on the way, oldest first; the whole change comes last. */
    List<Judged> validateEach(ValidateRequest request);

    Diffed diff(ValidateRequest request);

    Judged structure(Path directory, String flags, Instant now);

    void audit(AuditRequest request, Consumer<AuditedChange> each, Hoist.AuditProgress progress);

    List<PushVerdict> receive(PushRequest request);

    /** The library itself. */
    static Judge library() {
        return new Judge() {
            @Override
            public List<Judged> validate(ValidateRequest request) {
                return hoist().validateLanding(request);
            }

            @Override
            public List<Judged> validateEach(ValidateRequest request) {
                return hoist().validateEach(request);
            }

            @Override
            public Diffed diff(ValidateRequest request) {
                return hoist().diff(request);
            }

            @Override
            public Judged structure(Path directory, String flags, Instant now) {
                return hoist().structure(directory, flags, now);
            }

            @Override
            public void audit(AuditRequest request, Consumer<AuditedChange> each, Hoist.AuditProgress progress) {
                hoist().audit(request, each, progress);
            }

            @Override
            public List<PushVerdict> receive(PushRequest request) {
                return hoist().receive(request);
            }

            private Hoist hoist() {
                return new Hoist();
            }
        };
    }
}
