package dev.hoist.validator.yaml;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * What one file's bytes hold.
 *
 * @param root empty where there is no complete tree to go on with: nothing in the file, or no YAML
 * @param findings everything by which the file leaves the plain subset
 */
public record YamlDocument(SourceText source, Optional<YamlNode> root, List<Finding> findings) {
    public YamlDocument {
        findings = List.copyOf(findings);
    }
}
