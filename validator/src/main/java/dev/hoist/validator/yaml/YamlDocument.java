package dev.hoist.validator.yaml;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * The content of one file.
 *
 * @param root empty if there is no complete tree: the file is empty or is not YAML
 * @param findings findings about everything outside the plain subset
 */
public record YamlDocument(SourceText source, Optional<YamlNode> root, List<Finding> findings) {
    public YamlDocument {
        findings = List.copyOf(findings);
    }
}
