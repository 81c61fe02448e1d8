package dev.hoist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgReportTest {
    private static final String HOSTILE = "]]></text><script>alert(1)</script><a href='javascript:x'>&amp;\u202E";

    @Test
    void isAWellFormedPictureOfEveryFlag() throws Exception {
        Document picture = parsed(SvgReport.of(SampleReport.plain()));
        assertThat(picture.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(picture.getDocumentElement().getTextContent())
                .contains("staging")
                .contains("production")
                .contains("use_state_persistence")
                .contains("enable_state_snapshots");
    }

    @Test
    void fitsItsOwnHeight() throws Exception {
        Document picture = parsed(SvgReport.of(SampleReport.plain()));
        double height = Double.parseDouble(picture.getDocumentElement().getAttribute("height"));
        NodeList groups = picture.getElementsByTagName("g");
        assertThat(groups.getLength()).isPositive();
        for (int index = 0; index < groups.getLength(); index++) {
            String place = ((Element) groups.item(index)).getAttribute("transform");
            assertThat(Double.parseDouble(place.replaceAll(".* |\\)", ""))).isLessThan(height - 10);
        }
    }

    @Test
    void asksForNothingAndRunsNothing() throws Exception {
        String text = SvgReport.of(SampleReport.withText(HOSTILE));
        Document picture = parsed(text);
        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
        assertThat(picture.getElementsByTagName("image").getLength()).isZero();
        assertThat(text).doesNotContain("href").doesNotContain("url(").doesNotContain("@import");
    }

    private static Document parsed(String text) throws Exception {
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }
}
