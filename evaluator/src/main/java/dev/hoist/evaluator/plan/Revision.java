package dev.hoist.evaluator.plan;

/**
 * The commit from which flags were read.
 *
 * @param id the full commit id; without git, another name for this state of the files
 * @param dirty whether the flags differ from that commit
 */
public record Revision(String id, boolean dirty) {
    /** The revision as the evaluator reports it. */
    public String text() {
        return dirty ? id + "-dirty" : id;
    }
}
