package dev.hoist.cli.hook;

import java.nio.file.Path;
import java.util.List;

/** The hook script that git runs. It starts the judge. If the script or the judge fails, the push is refused. */
final class HookScript {
    /** The line by which Hoist recognizes its own script. */
    static final String MARK = "# Written by \"hoist hook install\"";

    private HookScript() {}

    static String text(Path java, String classPath, String flags, List<String> branches, int timeout) {
        StringBuilder protects = new StringBuilder();
        branches.forEach(branch -> protects.append(" --branch ").append(quoted(branch)));
        return """
            #!/bin/sh
            %s, which overwrites it; "hoist hook uninstall" takes it away.
            # Judges what is pushed to the protected branches before they move. Whatever goes wrong, nothing lands.

            java=%s
            hoist=%s
            limit=%d

            refuse() {
                printf 'hoist: %%s\\n  = help: %%s\\n' "$1" "$2" >&2
                nothing
            }

            nothing() {
                echo 'hoist: nothing of this push was taken in' >&2
                exit 1
            }

            # times of receipt are evidence only as long as this machine says what time it is
            if [ -n "${GIT_COMMITTER_DATE+set}" ]; then
                refuse 'GIT_COMMITTER_DATE is set where this repository receives' 'unset it, and push again'
            fi

            # nor does the judge take orders from whoever pushes
            unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS CLASSPATH
            LC_ALL=C.UTF-8
            export LC_ALL

            if [ ! -x "$java" ]; then
                refuse "there is no Java at $java" 'have the owner of the server run "hoist hook install" again'
            fi

            # an archive of classes beside the jar makes the start faster; to Java a colon separates two archives
            archive=-Xshare:auto
            case $hoist in
                *:*) ;;
                *) [ ! -f "${hoist%%.jar}.jsa" ] || archive=-XX:SharedArchiveFile=${hoist%%.jar}.jsa ;;
            esac

            # what runs in the background is cut off from the input, unless it has another number
            exec 3<&0
            "$java" "$archive" -Xlog:disable -Xlog:all=error:stderr -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \\
                -cp "$hoist" dev.hoist.cli.Main \\
                hook pre-receive --flags=%s%s <&3 3<&- &
            judge=$!
            exec 3<&-
            (
                exec >/dev/null 2>&1 </dev/null
                trap 'kill "$pause"; exit 0' TERM
                sleep "$limit" &
                pause=$!
                wait "$pause" && kill -0 $$ && kill -9 "$judge"
            ) &
            watch=$!
            trap 'kill -9 "$judge"; kill "$watch"; exit 1' HUP INT TERM
            wait "$judge"
            code=$?
            kill "$watch" 2>/dev/null

            case $code in
                0) exit 0 ;;
                1 | 2) nothing ;;
                137) refuse "the judge was killed, or had no answer within $limit seconds" \\
                    'push again; if that does not help, have the owner of the server look' ;;
                *) refuse "the judge ended with code $code" 'have the owner of the server look' ;;
            esac
            """.formatted(MARK, quoted(java.toString()), quoted(classPath), timeout, quoted(flags), protects);
    }

    /** A word in quotes, so that a shell takes it literally. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
