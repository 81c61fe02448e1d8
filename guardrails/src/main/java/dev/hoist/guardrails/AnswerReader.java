package dev.hoist.guardrails;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON of the Prometheus HTTP API. It does not trust the texts in the answer. */
final class AnswerReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_TEXT = 300;
    private static final int MOST_LABELS = 50;

    private final String wanted;
    private String type = "";
    private Optional<String> warning = Optional.empty();
    private Optional<String> error = Optional.empty();
    private boolean hasData;
    private List<Answer.Series> series = new ArrayList<>();

    private AnswerReader(String wanted) {
        this.wanted = wanted;
    }

    /**
     * Reads an answer with status 200.
     *
     * @param isRange whether the query was for a range, so that the answer must be a matrix
     */
    static Answer read(byte[] body, boolean isRange) {
        AnswerReader reader = new AnswerReader(isRange ? "matrix" : "vector");
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            reader.top(parser);
            return reader.answer();
        } catch (JacksonException | NoJson e) {
            return new Answer.Nothing(Reason.NOT_JSON, "the server's answer is not JSON");
        } catch (WrongShape e) {
            return new Answer.Nothing(Reason.WRONG_TYPE, e.getMessage());
        }
    }

    /** The error message in an answer with another status; empty if there is none that can be read. */
    static Optional<String> error(byte[] body) {
        AnswerReader reader = new AnswerReader("matrix");
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            reader.top(parser);
            return reader.error;
        } catch (JacksonException | NoJson | WrongShape e) {
            return Optional.empty();
        }
    }

    private Answer answer() {
        if (error.isPresent()) {
            return new Answer.Nothing(Reason.FAILED, "the server reports an error: " + error.get());
        }
        if (!hasData) {
            return new Answer.Nothing(Reason.WRONG_TYPE, "the server's answer has no data in it");
        }
        boolean fits = type.equals(wanted) || (wanted.equals("vector") && type.equals("scalar"));
        if (!fits) {
            return new Answer.Nothing(
                    Reason.WRONG_TYPE,
                    "the query gives a " + (type.isEmpty() ? "result without a type" : type) + ", not a " + wanted);
        }
        if (warning.isPresent()) {
            return new Answer.Nothing(Reason.PARTIAL, "the answer is incomplete: " + warning.get());
        }
        return new Answer.Data(series);
    }

    private void top(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new NoJson();
        }
        if (first != JsonToken.START_OBJECT) {
            throw new WrongShape("the server's answer is not an object");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "data" -> {
                    if (value == JsonToken.START_OBJECT) {
                        hasData = true;
                        data(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
                case "warnings" -> warnings(parser, value);
                case "status" -> {
                    if (value == JsonToken.VALUE_STRING && parser.getString().equals("error") && error.isEmpty()) {
                        error = Optional.of("it does not say which");
                    }
                    parser.skipChildren();
                }
                case "error" -> {
                    if (value == JsonToken.VALUE_STRING) {
                        error = Optional.of(shortened(parser.getString()));
                    }
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new NoJson();
        }
    }

    private void warnings(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            if (warning.isEmpty()) {
                warning = Optional.of(
                        next == JsonToken.VALUE_STRING ? shortened(parser.getString()) : "it carries warnings");
            }
            parser.skipChildren();
        }
    }

    private void data(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            if (key.equals("resultType") && value == JsonToken.VALUE_STRING) {
                type = shortened(parser.getString());
            } else if (key.equals("result") && value == JsonToken.START_ARRAY) {
                result(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Reads a list of series, or the time and value of a scalar. */
    private void result(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.VALUE_NUMBER_INT || first == JsonToken.VALUE_NUMBER_FLOAT) {
            Points points = new Points();
            points.addRest(parser);
            series.add(points.series(Map.of()));
            return;
        }
        for (JsonToken next = first; next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            if (next != JsonToken.START_OBJECT) {
                throw new WrongShape("the server's answer has something other than series in it");
            }
            series.add(series(parser));
        }
    }

    private static Answer.Series series(JsonParser parser) {
        Map<String, String> labels = Map.of();
        Points points = new Points();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            if (key.equals("metric") && value == JsonToken.START_OBJECT) {
                labels = labels(parser);
            } else if (key.equals("value") && value == JsonToken.START_ARRAY) {
                points.add(parser);
            } else if (key.equals("values") && value == JsonToken.START_ARRAY) {
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    if (next != JsonToken.START_ARRAY) {
                        throw new WrongShape("a series has something other than points in it");
                    }
                    points.add(parser);
                }
            } else if (key.equals("histogram") || key.equals("histograms")) {
                throw new WrongShape("the query gives histograms, not numbers");
            } else {
                parser.skipChildren();
            }
        }
        return points.series(labels);
    }

    private static Map<String, String> labels(JsonParser parser) {
        Map<String, String> labels = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = shortened(parser.currentName());
            if (parser.nextToken() == JsonToken.VALUE_STRING && labels.size() < MOST_LABELS) {
                labels.put(name, shortened(parser.getString()));
            }
            parser.skipChildren();
        }
        return labels;
    }

    static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST_TEXT ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }

    /** Collects the points of a series. */
    private static final class Points {
        private double[] times = new double[32];
        private double[] values = new double[32];
        private int count;

        /** Adds a point. The parser is after the point's opening bracket. */
        void add(JsonParser parser) {
            JsonToken time = parser.nextToken();
            if (time != JsonToken.VALUE_NUMBER_INT && time != JsonToken.VALUE_NUMBER_FLOAT) {
                throw new WrongShape("a point has no time");
            }
            addRest(parser);
        }

        /** Adds a point. The parser is at the point's time. */
        void addRest(JsonParser parser) {
            double time = parser.getDoubleValue();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw new WrongShape("a point has no value");
            }
            double value = number(parser.getString());
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                throw new WrongShape("a point has more than a time and a value");
            }
            if (count == times.length) {
                times = Arrays.copyOf(times, count * 2);
                values = Arrays.copyOf(values, count * 2);
            }
            times[count] = time;
            values[count++] = value;
        }

        Answer.Series series(Map<String, String> labels) {
            return new Answer.Series(labels, Arrays.copyOf(times, count), Arrays.copyOf(values, count));
        }

        private static double number(String text) {
            return switch (text) {
                case "NaN" -> Double.NaN;
                case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> parsed(text);
            };
        }

        private static double parsed(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new WrongShape("a value is not a number: \"" + shortened(text) + "\"");
            }
        }
    }

    /** Thrown for a text that is not JSON, or that has something after the JSON. */
    private static final class NoJson extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Thrown for JSON that the API does not write. */
    private static final class WrongShape extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongShape(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
