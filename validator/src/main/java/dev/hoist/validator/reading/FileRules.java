package dev.hoist.validator.reading;

import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.schema.SchemaViolation;
import dev.hoist.validator.yaml.AmbiguousScalar;
import dev.hoist.validator.yaml.UnsafeYaml;
import dev.hoist.validator.yaml.YamlSyntax;
import java.util.List;

/** The rules about a single file. Their findings are made while the file is read. */
public final class FileRules {
    /** Rules about how a file is written and in which folder it is. */
    public static final List<RuleId> OF_TEXT =
            List.of(YamlSyntax.ID, UnsafeYaml.ID, AmbiguousScalar.ID, SchemaViolation.ID, MisnamedFile.ID);

    /** Rules about values that contradict each other. */
    public static final List<RuleId> OF_FIGURES = List.of(UnbalancedWeights.ID, InvalidPolicy.ID);

    private FileRules() {}
}
