package dev.hoist.cli.operate;

import dev.hoist.cli.command.BaseOption;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An edit of a scheduled job. It is judged on top of HEAD, whatever base CI names. The answer is returned to the job
 * and not printed.
 */
abstract class JobEdit extends EditCommand {
    private @Nullable EditAnswer answer;

    /**
     * An edit.
     *
     * @param commits whether the edit is committed
     */
    JobEdit(RepositoryOptions place, NowOption time, boolean commits) {
        options.place = place;
        options.time = time;
        options.commit = commits;
        options.base = BaseOption.of("HEAD");
    }

    /**
     * Makes the edit.
     *
     * @return what was done, or why nothing was done
     */
    EditAnswer edit(Terminal terminal) throws IOException {
        run(terminal);
        return Optional.ofNullable(answer).orElseThrow(IllegalStateException::new);
    }

    @Override
    void tell(EditAnswer said, Terminal terminal) {
        answer = said;
    }

    /** No variables. In CI, head itself is refused as base, but this edit comes on top of HEAD. */
    @Override
    Map<String, String> variablesOfCi(Terminal terminal) {
        return Map.of();
    }

    static CannotJudge outrun(int times) {
        return new CannotJudge(
                "others pushed first, " + times + " times in a row, so nothing was pushed", "run the command again");
    }
}
