package dev.hoist.validator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.util.List;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class JunitReportTest {
    @Test
    void hasACaseForEachRule() {
        Element suites = XmlReading.of(Samples.judged(ReportFormat.JUNIT, Samples.refused()));
        Element suite = XmlReading.elements(suites, "testsuite").get(0);

        assertThat(suite.getAttribute("tests"))
                .isEqualTo(Integer.toString(RuleBook.ids().size()));
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("skipped")).isEqualTo("0");
        Element failure = XmlReading.elements(XmlReading.testcase(suites, "soak-cut-short"), "failure")
                .get(0);
        assertThat(failure.getAttribute("message")).isEqualTo("\"x\" moved 10 minutes ago");
        assertThat(failure.getTextContent()).isEqualTo("""
            flags/a/x.yaml:3:28: "x" moved 10 minutes ago [soak-cut-short]
              |
            3 |   production: {percentage: 25}
              |                            ^~
              = without the other errors it would pass from 2026-11-24 09:00 Europe/Berlin
            """);
        assertThat(XmlReading.elements(XmlReading.testcase(suites, "policy-edited"), "system-out")
                        .get(0)
                        .getTextContent())
                .isEqualTo("flags/policy.yaml: warning: the policy changes [policy-edited]\n");
        assertThat(XmlReading.testcase(suites, "skipped-step").hasChildNodes()).isFalse();
    }

    @Test
    void isReadByTheParserOfSurefire() throws Exception {
        String text = Samples.judged(ReportFormat.JUNIT, Samples.refused());
        List<ReportTestSuite> suites = new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(new ByteArrayInputStream(text.getBytes(UTF_8)), UTF_8));

        assertThat(suites).hasSize(1);
        ReportTestSuite suite = suites.get(0);
        assertThat(suite.getNumberOfTests()).isEqualTo(RuleBook.ids().size());
        assertThat(suite.getNumberOfFailures()).isEqualTo(2);
        assertThat(suite.getNumberOfErrors()).isZero();
        assertThat(suite.getTestCases())
                .hasSize(RuleBook.ids().size())
                .filteredOn(ReportTestCase::hasFailure)
                .extracting(ReportTestCase::getName, ReportTestCase::getFailureMessage)
                .contains(tuple("soak-cut-short", "\"x\" moved 10 minutes ago"));
        assertThat(suite.getTestCases())
                .allSatisfy(one -> assertThat(one.getTime()).isZero());
    }

    @Test
    void countsWhatOneRuleSaysSeveralTimes() {
        Element suites = XmlReading.of(Samples.judged(
                ReportFormat.JUNIT, Samples.judged(Kind.RAISE, List.of(Samples.soak(), Samples.soak()), List.of())));

        assertThat(XmlReading.elements(suites, "failure")).hasSize(1);
        assertThat(XmlReading.elements(suites, "failure").get(0).getAttribute("message"))
                .isEqualTo("\"x\" moved 10 minutes ago (and 1 more)");
    }

    @Test
    void skipsTheRulesThatABaselineIsNotHeldTo() {
        Element suites = XmlReading.of(
                Samples.judged(ReportFormat.JUNIT, Samples.judged(Kind.BASELINE, List.of(Samples.soak()), List.of())));

        assertThat(XmlReading.elements(XmlReading.testcase(suites, "skipped-step"), "skipped"))
                .hasSize(1);
        assertThat(XmlReading.testcase(suites, "yaml-syntax").hasChildNodes()).isFalse();
        assertThat(XmlReading.testcase(suites, "expired-flag").hasChildNodes()).isFalse();
        assertThat(XmlReading.elements(suites, "failure"))
                .as("what was found was judged")
                .hasSize(1);
    }

    @Test
    void hasASuiteForEachStep() {
        Verdict step = Samples.judged(Kind.RAISE, List.of(Samples.soak()), List.of());
        Element suites = XmlReading.of(Samples.judged(ReportFormat.JUNIT, Samples.accepted(), step));

        assertThat(XmlReading.elements(suites, "testsuite"))
                .extracting(suite -> suite.getAttribute("name"), suite -> suite.getAttribute("failures"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("hoist: commit fedcba987654", "1"),
                        org.assertj.core.groups.Tuple.tuple("hoist: the whole change", "0"));
        assertThat(XmlReading.elements(suites, "testcase").get(0).getAttribute("classname"))
                .isEqualTo("hoist.commit-fedcba987654");
    }

    @Test
    void isAnErrorWhereNothingWasJudged() {
        String text = Samples.troubled(ReportFormat.JUNIT);

        Golden.check("JunitReportTest.cannot-judge.xml", text);
        assertThat(XmlReading.elements(XmlReading.of(text), "error")).hasSize(1);
    }

    @Test
    void hasACaseForEachChangeOfAHistory() {
        String text = Samples.audited(ReportFormat.JUNIT, Samples.history());

        Golden.check("JunitReportTest.audit.xml", text);
        Element suites = XmlReading.of(text);
        assertThat(XmlReading.elements(suites, "testcase")).hasSize(4);
        assertThat(XmlReading.elements(suites, "failure")).hasSize(1);
    }
}
