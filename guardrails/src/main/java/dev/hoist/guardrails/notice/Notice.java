package dev.hoist.guardrails.notice;

import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.report.JsonObject;
import dev.hoist.validator.report.MovementJson;
import dev.hoist.validator.report.MovementLine;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Movement;
import java.util.List;

/** A message to people about one movement that landed. */
public record Notice(AuditedChange change, Movement movement) {
    /** The notice as JSON, for programs that receive it. */
    String json() {
        return MovementJson.of(movement)
                .text("commit", change.commit())
                .text("time", change.time().toString())
                .text("author", change.author())
                .text("subject", change.subject())
                .text("kind", change.verdict().kind().text())
                .text("verdict", change.verdict().outcome())
                .text("text", text())
                .toString();
    }

    /**
     * The notice for incoming webhooks of Slack and Mattermost. Three characters that have a meaning there are escaped.
     */
    String slack() {
        return new JsonObject()
                .text("text", text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .toString();
    }

    /** The notice as an annotation for Grafana. */
    String annotation() {
        return new JsonObject()
                .json("time", Long.toString(change.time().toEpochMilli()))
                .json(
                        "tags",
                        JsonObject.array(
                                List.of(
                                        "hoist",
                                        movement.flag(),
                                        movement.environment(),
                                        movement.direction().text()),
                                JsonObject::quoted))
                .text("text", text())
                .toString();
    }

    /** The notice as one line for people. */
    public String text() {
        boolean up = movement.direction() == Movement.Direction.RAISE;
        return VisibleText.of(movement.flag() + (up ? " went up in " : " went down in ") + movement.environment() + ": "
                + MovementLine.shares(movement) + ". " + change.subject() + " (" + change.author() + ", "
                + ShortCommit.of(change.commit()) + ")"
                + (change.verdict().accepted() ? "" : ". The judge refuses this change"));
    }
}
