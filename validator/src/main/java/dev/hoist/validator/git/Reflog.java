package dev.hoist.validator.git;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ReflogReader;

/** Reads the reflog of a branch: the moves of the branch that the repository recorded. */
final class Reflog {
    private Reflog() {}

    static List<ReflogEntry> read(GitRepository repository, String branch) {
        List<ReflogEntry> entries = new ArrayList<>();
        if (isCutOff(repository, branch)) {
            throw damaged(branch);
        }
        try {
            ReflogReader reader = repository.jgit().getRefDatabase().getReflogReader(branch);
            if (reader != null) {
                for (org.eclipse.jgit.lib.ReflogEntry entry : reader.getReverseEntries()) {
                    long seconds = entry.getWho().getWhenAsInstant().getEpochSecond();
                    if (seconds <= 0) {
                        throw damaged(branch);
                    }
                    entries.add(new ReflogEntry(CommitId.of(entry.getOldId()), CommitId.of(entry.getNewId()), seconds));
                }
            }
        } catch (IOException e) {
            throw GitTrouble.with(e, repository.config());
        } catch (RuntimeException e) {
            throw damaged(branch);
        }
        Collections.reverse(entries);
        return entries;
    }

    /** Whether the reflog's file ends in the middle of a line. JGit would ignore such a line. */
    private static boolean isCutOff(GitRepository repository, String branch) {
        File file = new File(repository.jgit().getDirectory(), Constants.LOGS + "/" + branch);
        if (!file.isFile() || file.length() == 0) {
            return false;
        }
        try (RandomAccessFile log = new RandomAccessFile(file, "r")) {
            log.seek(log.length() - 1);
            return log.read() != '\n';
        } catch (IOException e) {
            throw GitTrouble.with(e, repository.config());
        }
    }

    private static CannotJudge damaged(String branch) {
        return new CannotJudge(
                "the reflog of " + branch + " is damaged, so nobody can say when its commits were received",
                "on the server, restore logs/" + branch
                        + " from a backup, or take out the line that git did not write");
    }
}
