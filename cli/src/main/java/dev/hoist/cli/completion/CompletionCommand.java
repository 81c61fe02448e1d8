package dev.hoist.cli.completion;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hoist completion}: prints a script with which a shell completes command lines. */
@Command(
        name = "completion",
        description = "Prints the completion script of a shell.",
        footer = {
            "",
            "Examples:",
            "  source <(hoist completion bash)     in ~/.bashrc",
            "  source <(hoist completion zsh)      in ~/.zshrc, after compinit",
            "  hoist completion fish > ~/.config/fish/completions/hoist.fish",
            "",
            "Exit codes: 0 printed, 2 no such shell."
        })
public final class CompletionCommand extends ExecutableCommand {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private static final String BASH = """
        # bash completion for hoist
        _hoist() {
            local candidate
            COMPREPLY=()
            while IFS=$'\\t' read -r candidate _; do
                COMPREPLY+=("$candidate")
            done < <("${COMP_WORDS[0]}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -o default -F _hoist hoist
        """;

    private static final String ZSH = """
        #compdef hoist
        _hoist() {
            local line
            local -a candidates
            for line in ${(f)"$("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"}; do
                candidates+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
            done
            if (( $#candidates )); then
                _describe -V hoist candidates
            else
                _files
            fi
        }
        if [ "$funcstack[1]" = "_hoist" ]; then
            _hoist "$@"
        else
            compdef _hoist hoist
        fi
        """;

    private static final String FISH = """
        # fish completion for hoist
        function __hoist_candidates
            set -l before (commandline -opc)
            set -l current (commandline -ct)
            set -l candidates ($before[1] __complete -- $before[2..-1] "$current" 2>/dev/null)
            if test (count $candidates) -gt 0
                printf '%s\\n' $candidates
            else
                __fish_complete_path "$current"
            end
        end
        complete -c hoist -f -k -a '(__hoist_candidates)'
        """;

    @Parameters(
            paramLabel = "SHELL",
            description = "The shell: bash, zsh or fish.",
            completionCandidates = Shells.class)
    String shell;

    /** The values of {@code SHELL}, for completion. */
    static final class Shells implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return SHELLS.iterator();
        }
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        terminal.out()
                .append(
                        switch (shell) {
                            case "bash" -> BASH;
                            case "zsh" -> ZSH;
                            case "fish" -> FISH;
                            default -> throw Misuse.unknown("no script for the shell \"" + shell + "\"", shell, SHELLS);
                        });
        return ExitCode.ACCEPTED;
    }
}
