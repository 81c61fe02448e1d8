package dev.hoist.validator.ci;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A CI product, with the settings that make its clones complete enough for the judge. */
public enum CiProduct {
    GITHUB(
            "GitHub",
            "GITHUB_ACTIONS",
            "set \"fetch-depth: 0\" on actions/checkout",
            "set \"fetch-depth: 0\" on actions/checkout, which then fetches every branch"),
    GITLAB(
            "GitLab",
            "GITLAB_CI",
            "set the variable GIT_DEPTH: \"0\" on the job",
            "run \"git fetch origin +refs/heads/BRANCH:refs/remotes/origin/BRANCH\" in the job before hoist"),
    JENKINS(
            "Jenkins",
            "JENKINS_URL",
            "turn off \"Shallow clone\" under the behaviour \"Advanced clone behaviours\", or leave out depth in"
                    + " CloneOption",
            "add the behaviour \"Specify ref specs\" with \"+refs/heads/*:refs/remotes/@{remote}/*\""),
    BITBUCKET(
            "Bitbucket",
            "BITBUCKET_BUILD_NUMBER",
            "set \"clone: depth: full\" in bitbucket-pipelines.yml",
            "run \"git fetch origin +refs/heads/BRANCH:refs/remotes/origin/BRANCH\" in the step before hoist"),
    AZURE(
            "Azure",
            "TF_BUILD",
            "set \"fetchDepth: 0\" on \"checkout: self\"",
            "set \"fetchDepth: 0\" on \"checkout: self\", which then fetches every branch");

    private final String title;
    private final String mark;
    private final String fullHistory;
    private final String targetBranch;

    CiProduct(String title, String mark, String fullHistory, String targetBranch) {
        this.title = title;
        this.mark = mark;
        this.fullHistory = fullHistory;
        this.targetBranch = targetBranch;
    }

    /** The CI product in which Hoist runs, if any. */
    public static Optional<CiProduct> running(Map<String, String> environmentVariables) {
        return Arrays.stream(values())
                .filter(product -> environmentVariables.containsKey(product.mark))
                .findFirst();
    }

    /** The product's name as people write it. */
    public String title() {
        return title;
    }

    String mark() {
        return mark;
    }

    /** What to change so that the clone has the whole history. */
    public String fullHistory() {
        return fullHistory;
    }

    /** What to change so that the clone has a target branch. */
    public String targetBranch(String branch) {
        return targetBranch.replace("BRANCH", branch);
    }
}
