package dev.hoist.report;

import dev.hoist.report.RolloutReport.Bar;
import dev.hoist.report.RolloutReport.Environment;
import dev.hoist.report.RolloutReport.Placement;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of the picture: what moves in each environment.
 *
 * @param more the words for how many flags are left out; empty if all are shown
 */
record PictureModel(String title, List<Row> rows, int height, String more, int moreY) {
    private static final int FLAGS_AT_MOST = 20;
    private static final int TOP = 44;
    private static final int LINE = 24;
    private static final int BAR = 300;
    private static final int BAR_X = 340;

    PictureModel {
        rows = List.copyOf(rows);
    }

    /** One row of the picture: an environment's name, or one bar of a flag. */
    record Row(
            int y,
            boolean heading,
            String label,
            String ring,
            boolean hasBar,
            double effectivePercent,
            double declaredPercent,
            String figure,
            String state,
            String stateClass) {

        String effective() {
            return ChartDrawing.number(BAR * effectivePercent / 100);
        }

        boolean hasGap() {
            return declaredPercent > effectivePercent;
        }

        String declaredX() {
            return ChartDrawing.number(BAR_X + BAR * effectivePercent / 100);
        }

        String gap() {
            return ChartDrawing.number(BAR * (declaredPercent - effectivePercent) / 100);
        }
    }

    static PictureModel of(RolloutReport report) {
        PageModel page = new PageModel(report, RepositoryLinks.NONE);
        List<Row> rows = new ArrayList<>();
        int y = TOP;
        int hidden = 0;
        for (Environment environment : report.environments()) {
            rows.add(new Row(y, true, environment.name(), "", false, 0, 0, "", "", ""));
            y += LINE;
            int done = page.done(environment).size();
            if (done > 0) {
                String label = (done == 1 ? "1 flag" : page.count(done) + " flags") + " for everyone";
                rows.add(new Row(y, false, label, "", false, 0, 0, "", "complete", "complete"));
                y += LINE;
            }
            int untouched = page.untouched(environment).size();
            if (untouched > 0) {
                String label = (untouched == 1 ? "1 flag" : page.count(untouched) + " flags") + " not begun";
                rows.add(new Row(y, false, label, "", false, 0, 0, "", "blocked", "blocked"));
                y += LINE;
            }
            int shown = 0;
            for (PageModel.FlagPlacement row : page.rows(environment)) {
                if (shown == FLAGS_AT_MOST) {
                    hidden++;
                    continue;
                }
                shown++;
                Placement placement = row.placement();
                String state = placement.frozen().isPresent()
                        ? "frozen"
                        : placement.state().text();
                boolean first = true;
                for (Bar bar : placement.bars()) {
                    rows.add(new Row(
                            y,
                            false,
                            first ? row.flag().key() : "",
                            bar.label(),
                            true,
                            bar.effective(),
                            bar.declared(),
                            page.figure(bar),
                            first ? state : "",
                            state));
                    first = false;
                    y += LINE;
                }
            }
        }
        String more = hidden == 0 ? "" : "and " + hidden + " more";
        int moreY = y + LINE / 2;
        return new PictureModel(
                "Rollout of " + page.shortId(report.head()) + " as of " + page.minute(report.now()) + " "
                        + report.zone().getId(),
                rows,
                (hidden == 0 ? y : moreY) + LINE / 2,
                more,
                moreY);
    }

    String style() {
        return PageModel.resource("picture.css");
    }
}
