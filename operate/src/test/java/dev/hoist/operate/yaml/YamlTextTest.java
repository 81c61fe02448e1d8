package dev.hoist.operate.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each operation on the layouts that have broken other editors. */
class YamlTextTest {
    private static final NewValue NO = NewValue.plain("false");
    private static final NewValue FREEZE =
            NewValue.mapping(List.of(new NewValue.Entry("reason", NewValue.text("a: b"))));

    @Test
    void replacesAScalarAndNothingElse() {
        assertThat(YamlText.of("a: {b: 25 , \"c\":1}  # 25 \uD83D\uDE80\r\n")
                        .replace(List.of("a", "b"), NewValue.plain("5"))
                        .text())
                .isEqualTo("a: {b: 5 , \"c\":1}  # 25 \uD83D\uDE80\r\n");
        assertThat(YamlText.of("# \uD83D\uDE80\uD83C\uDFF3\uFE0F\na: 'x'")
                        .replace(List.of("a"), NO)
                        .text())
                .isEqualTo("# \uD83D\uDE80\uD83C\uDFF3\uFE0F\na: false");
    }

    @Test
    void insertsIntoFlow() {
        assertThat(YamlText.of("a: {}\n").insertLast(List.of("a"), "b", NO).text())
                .isEqualTo("a: {b: false}\n");
        assertThat(YamlText.of("a: { # none\n}\n")
                        .insertFirst(List.of("a"), "b", NO)
                        .text())
                .isEqualTo("a: { # none\nb: false}\n");
        assertThat(YamlText.of("a: {b: 1,}\n")
                        .insertLast(List.of("a"), "c", FREEZE)
                        .text())
                .isEqualTo("a: {b: 1, c: {reason: \"a: b\"},}\n");
        assertThat(YamlText.of("a: {b: 1}\n").insertFirst(List.of("a"), "c", NO).text())
                .isEqualTo("a: {c: false, b: 1}\n");
    }

    @Test
    void insertsIntoFlowOverLines() {
        assertThat(YamlText.of("a: {\r\n  b: 1 # one\r\n}\r\n")
                        .insertLast(List.of("a"), "c", NO)
                        .text())
                .isEqualTo("a: {\r\n  b: 1, # one\r\n  c: false\r\n}\r\n");
        assertThat(YamlText.of("a: {\n  b: 1,\n  }\n")
                        .insertLast(List.of("a"), "c", NO)
                        .text())
                .isEqualTo("a: {\n  b: 1,\n  c: false,\n  }\n");
    }

    @Test
    void insertsIntoBlocks() {
        String text = "a: # first\n    # of b\n    b: 1 # one\n    # after\nz: 1";
        assertThat(YamlText.of(text).insertFirst(List.of("a"), "c", NO).text())
                .isEqualTo("a: # first\n    c: false\n    # of b\n    b: 1 # one\n    # after\nz: 1");
        assertThat(YamlText.of(text).insertLast(List.of("a"), "c", FREEZE).text())
                .isEqualTo(
                        "a: # first\n    # of b\n    b: 1 # one\n    c:\n        reason: \"a: b\"\n    # after\nz: 1");
        assertThat(YamlText.of(text).insertLast(List.of(), "c", NO).text()).isEqualTo(text + "\nc: false");
        assertThat(YamlText.of("a: 1\r\nb: |\r\n  text\r\n")
                        .insertLast(List.of(), "c", NO)
                        .text())
                .isEqualTo("a: 1\r\nb: |\r\n  text\r\nc: false\r\n");
    }

    @Test
    void writesCollectionsInTheStyleOfTheirSiblings() {
        NewValue items = NewValue.items(List.of(NewValue.text("x"), NewValue.text("yes")));
        assertThat(YamlText.of("a: [1]\n").insertLast(List.of(), "c", items).text())
                .isEqualTo("a: [1]\nc: [x, \"yes\"]\n");
        assertThat(YamlText.of("a:\n- 1\n").insertLast(List.of(), "c", items).text())
                .isEqualTo("a:\n- 1\nc:\n  - x\n  - \"yes\"\n");
    }

    @Test
    void deletesAKeyWithItsLineOrItsSeparator() {
        assertThat(YamlText.of("a: {b: 1, c: 2}\n").delete(List.of("a", "b")).text())
                .isEqualTo("a: {c: 2}\n");
        assertThat(YamlText.of("a: {b: 1 , c: 2 }\n").delete(List.of("a", "c")).text())
                .isEqualTo("a: {b: 1 }\n");
        assertThat(YamlText.of("a: { b: 1, }\n").delete(List.of("a", "b")).text())
                .isEqualTo("a: {  }\n");
        assertThat(YamlText.of("a: {\n  b: 1, # one\n  c: 2 # two\n}\n")
                        .delete(List.of("a", "c"))
                        .text())
                .isEqualTo("a: {\n  b: 1 # one\n}\n");
        assertThat(YamlText.of("a:\n  # of b\n  b: 1\nz: 1\n")
                        .delete(List.of("a", "b"))
                        .text())
                .isEqualTo("a: {}\n  # of b\nz: 1\n");
        assertThat(YamlText.of("a: 1\r\nb: 2").delete(List.of("b")).text()).isEqualTo("a: 1");
    }

    @Test
    void addsAndDeletesItems() {
        assertThat(YamlText.of("a:\n- x # one\n")
                        .append(List.of("a"), NewValue.text("w"))
                        .text())
                .isEqualTo("a:\n- x # one\n- w\n");
        assertThat(YamlText.of("a:\n- x\n- y\n").deleteItem(List.of("a"), 0).text())
                .isEqualTo("a:\n- y\n");
        assertThat(YamlText.of("a: [ x ]\n")
                        .append(List.of("a"), NewValue.text("w"))
                        .text())
                .isEqualTo("a: [ x, w ]\n");
        assertThat(YamlText.of("a: [x, y]\n").deleteItem(List.of("a"), 1).text())
                .isEqualTo("a: [x]\n");
    }

    @Test
    void turnsAScalarIntoAMapping() {
        assertThat(YamlText.of("a:\n  b: 0 # none\n")
                        .replaceEntry(List.of("a", "b"), "c", FREEZE)
                        .text())
                .isEqualTo("a:\n  c: # none\n    reason: \"a: b\"\n");
        assertThat(YamlText.of("a: {b: 0, d: 1}\n")
                        .replaceEntry(List.of("a", "b"), "c", FREEZE)
                        .text())
                .isEqualTo("a: {c: {reason: \"a: b\"}, d: 1}\n");
    }

    @Test
    void tellsEqualKeysOfSiblingsApart() {
        assertThat(YamlText.of("a: {b: 1}\nc: {b: 1}\n")
                        .replace(List.of("c", "b"), NO)
                        .text())
                .isEqualTo("a: {b: 1}\nc: {b: false}\n");
    }

    @Test
    void saysWhatIsNotThere() {
        YamlText text = YamlText.of("a: 1\n");

        assertThatThrownBy(() -> text.replace(List.of("b"), NO)).isInstanceOf(UneditableText.class);
        assertThatThrownBy(() -> text.delete(List.of("a"))).isInstanceOf(UneditableText.class);
        assertThatThrownBy(() -> YamlText.of("- a\n")).isInstanceOf(UneditableText.class);
    }
}
