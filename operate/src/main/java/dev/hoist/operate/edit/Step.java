package dev.hoist.operate.edit;

import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.verdict.CannotJudge;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a flag is to do in an environment, in the notation {@code 25}, {@code beta=50}, {@code server=a}, {@code region=b}. */
public sealed interface Step {

    /** As a commit's title writes it: with a percent sign. */
    String title();

    /** {@code 25}: everyone, or everyone who is not on a canary server. */
    record Everyone(Percentage figure) implements Step {
        @Override
        public String title() {
            return figure + " %";
        }

        @Override
        public String toString() {
            return figure.toString();
        }
    }

    /** {@code beta=50}: one ring. */
    record Ring(String ring, Percentage figure) implements Step {
        @Override
        public String title() {
            return ring + "=" + figure + " %";
        }

        @Override
        public String toString() {
            return ring + "=" + figure;
        }
    }

    /** {@code server=game-eu-1} or {@code region=eu-west}: all of its users. */
    record Canary(boolean isRegion, String name) implements Step {
        @Override
        public String title() {
            return toString();
        }

        @Override
        public String toString() {
            return (isRegion ? "region=" : "server=") + name;
        }
    }

    static Step parse(String text) {
        Matcher matcher = Pattern.compile("(?:([A-Za-z][A-Za-z0-9._-]*)=)?(.+)").matcher(text);
        if (matcher.matches()) {
            String name = matcher.group(1);
            String value = matcher.group(2);
            if ("server".equals(name) || "region".equals(name)) {
                return new Canary(name.equals("region"), value);
            }
            if (value.matches("(0|[1-9][0-9]{0,2})(\\.[0-9]{1,2})?")
                    && new BigDecimal(value).compareTo(new BigDecimal(100)) <= 0) {
                Percentage figure = Percentage.of(new BigDecimal(value));
                return name == null ? new Everyone(figure) : new Ring(name, figure);
            }
        }
        throw new CannotJudge(
                "\"" + text + "\" is no step",
                "write a percentage as in \"25\", a ring as in \"beta=50\","
                        + " a server as in \"server=game-eu-1\", or a region as in \"region=eu-west\"");
    }
}
