package dev.hoist.validator.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.model.Percentage;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private static Bounds of(String salt, int percent) {
        return Bounds.of(salt, percent(percent));
    }

    private static Percentage percent(int percent) {
        return Percentage.of(percent);
    }

    @Test
    void takesNothingForNobodyAndAllForEverybody() {
        assertThat(of("s", 0)).isEqualTo(Bounds.NOBODY);
        assertThat(of("s", 100)).isEqualTo(Bounds.EVERYBODY);
        assertThat(of("s", 1).isNobody()).isFalse();
        assertThat(of("s", 99).isEverybody()).isFalse();
        assertThat(Bounds.NOBODY.isEverybody()).isFalse();
        assertThat(Bounds.EVERYBODY.isNobody()).isFalse();
    }

    @Test
    void keepsTheLeastFigureOfOneSalt() {
        assertThat(of("s", 25).and(of("s", 10))).isEqualTo(of("s", 10));
        assertThat(of("s", 10).and(of("s", 25))).isEqualTo(of("s", 10));
        assertThat(of("s", 10).and(Bounds.NOBODY)).isEqualTo(Bounds.NOBODY);
        assertThat(Bounds.EVERYBODY.and(of("s", 10))).isEqualTo(of("s", 10));
        assertThat(of("s", 10).and(Bounds.EVERYBODY)).isEqualTo(of("s", 10));
    }

    @Test
    void multipliesFiguresOfDifferentSalts() {
        assertThat(of("s", 25).and(of("t", 10)).share()).isEqualByComparingTo("2.5");
        assertThat(of("s", 25).share()).isEqualByComparingTo("25");
        assertThat(Bounds.EVERYBODY.share()).isEqualByComparingTo("100");
        assertThat(Bounds.NOBODY.share()).isEqualByComparingTo("0");
    }

    @Test
    void includesTheUsersOfBothAndAsFewOthersAsBoundsCan() {
        assertThat(of("s", 10).or(of("s", 25))).isEqualTo(of("s", 25));
        assertThat(of("s", 25).or(of("s", 10))).isEqualTo(of("s", 25));
        assertThat(of("s", 10).or(Bounds.NOBODY)).isEqualTo(of("s", 10));
        assertThat(Bounds.NOBODY.or(of("s", 10))).isEqualTo(of("s", 10));
        assertThat(of("s", 10).or(Bounds.EVERYBODY)).isEqualTo(Bounds.EVERYBODY);
        assertThat(Bounds.EVERYBODY.or(of("s", 10))).isEqualTo(Bounds.EVERYBODY);
        assertThat(of("s", 10).or(of("t", 10))).isEqualTo(Bounds.EVERYBODY);
        assertThat(of("s", 10).and(of("t", 20)).or(of("s", 30))).isEqualTo(of("s", 30));
        assertThat(of("s", 30).or(of("s", 10).and(of("t", 20)))).isEqualTo(of("s", 30));
        assertThat(Bounds.NOBODY.or(Bounds.NOBODY)).isEqualTo(Bounds.NOBODY);
    }

    @Test
    void knowsWhoIsNotInAnother() {
        assertThat(of("s", 11).hasSomeoneNotIn(of("s", 10))).isTrue();
        assertThat(of("s", 10).hasSomeoneNotIn(of("s", 10))).isFalse();
        assertThat(of("s", 10).hasSomeoneNotIn(of("s", 11))).isFalse();
        assertThat(of("s", 10).hasSomeoneNotIn(of("t", 10))).isTrue();
        assertThat(of("s", 10).hasSomeoneNotIn(Bounds.NOBODY)).isTrue();
        assertThat(of("s", 10).hasSomeoneNotIn(Bounds.EVERYBODY)).isFalse();
        assertThat(Bounds.EVERYBODY.hasSomeoneNotIn(of("s", 99))).isTrue();
        assertThat(Bounds.NOBODY.hasSomeoneNotIn(Bounds.NOBODY)).isFalse();
        assertThat(of("s", 10).and(of("t", 10)).hasSomeoneNotIn(of("s", 10))).isFalse();
    }

    @Test
    void keepsOnlyServersThatDifferAndRingsThatDiffer() {
        TreeMap<String, Percentage> named = new TreeMap<>();
        named.put("a", percent(10));
        named.put("b", percent(20));
        PerServer<Percentage> servers = new PerServer<>(percent(10), named);
        assertThat(servers.named()).containsOnlyKeys("b");
        assertThat(servers.at("a")).isEqualTo(percent(10));
        assertThat(servers.at("b")).isEqualTo(percent(20));
        assertThat(PerCell.byRing(List.of(percent(1), percent(1))).distinguishesRings())
                .isFalse();
        assertThat(PerCell.byRing(List.of(percent(1), percent(2))).distinguishesRings())
                .isTrue();
    }

    @Test
    void cutsTheCellsThatAllDistinguishTogether() {
        TreeMap<String, Percentage> named = new TreeMap<>();
        named.put("b", percent(20));
        PerCell<Percentage> byServer = PerCell.byServer(new PerServer<>(percent(10), named));
        PerCell<Percentage> byRing = PerCell.byRing(List.of(percent(1), percent(2)));
        assertThat(PerCell.cells(List.of(byServer, byRing)))
                .containsExactly(new Cell(0, Cell.OTHER), new Cell(0, "b"), new Cell(1, Cell.OTHER), new Cell(1, "b"));
        PerCell<Integer> sums = byServer.combine(byRing, (one, two) -> one.hundredths() + two.hundredths());
        assertThat(sums.at(new Cell(1, "b"))).isEqualTo(2200);
        assertThat(sums.at(new Cell(0, Cell.OTHER))).isEqualTo(1100);
    }

    @Test
    void readsOverOtherRings() {
        PerCell<Percentage> byRing = PerCell.byRing(List.of(percent(1), percent(2)));
        PerCell<Percentage> wider = byRing.overRings(new int[] {0, 1, 1});
        assertThat(wider.at(new Cell(0, Cell.OTHER))).isEqualTo(percent(1));
        assertThat(wider.at(new Cell(2, Cell.OTHER))).isEqualTo(percent(2));
    }
}
