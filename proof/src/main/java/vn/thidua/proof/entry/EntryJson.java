package vn.thidua.proof.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.thidua.proof.json.Fields;
import vn.thidua.proof.json.Json;
import vn.thidua.proof.json.NotJson;
import vn.thidua.proof.json.ObjectBuilder;

/** Entries as JSON, member by member. */
final class EntryJson {

    private static final String OPENED = "opened";
    private static final String SHEET = "sheet";
    /** A sheet too, but one that a reader who knows nothing of appraisals must not leave out. */
    private static final String APPRAISAL = "appraisal";

    private static final String RECUSED = "recused";
    private static final String CLOSED = "closed";
    private static final String CORRECTED = "corrected";

    private EntryJson() {}

    static Json json(Entry entry) {
        return switch (entry) {
            case Opened opened -> json(opened);
            case Sheet sheet -> json(sheet);
            case Recused recused -> json(recused);
            case Closed closed -> json(closed);
            case Corrected corrected -> json(corrected);
        };
    }

    private static ObjectBuilder common(ObjectBuilder object, String type, Entry entry) {
        return object.with("type", type)
                .with("board", entry.board())
                .with("revision", entry.revision())
                .with("occurredAt", entry.occurredAt().toString());
    }

    private static Json json(Opened opened) {
        return common(new ObjectBuilder(), OPENED, opened)
                .with("cluster", json(opened.cluster()))
                .with("period", opened.period())
                .with("year", opened.year())
                .with("head", opened.head())
                .with("members", opened.members(), EntryJson::json)
                .with("scoreTable", json(opened.scoreTable()))
                .with("counting", opened.counting().wireName())
                .with("notice", opened.notice())
                .build();
    }

    private static Json json(Opened.Named named) {
        return new ObjectBuilder()
                .with("id", named.id())
                .with("name", named.name())
                .build();
    }

    private static Json json(Opened.Table table) {
        return new ObjectBuilder()
                .with("version", table.version())
                .with("baseMax", table.baseMax())
                .with("bonusMax", table.bonusMax())
                .with("penaltyMax", table.penaltyMax())
                .with("totalCap", table.totalCap())
                .with("step", table.step())
                .with("groups", table.groups(), EntryJson::json)
                .with("bonusRules", table.bonusRules(), rule -> json(rule, "max"))
                .with("penaltyRules", table.penaltyRules(), rule -> json(rule, "points"))
                .with("rules", table.rules())
                .build();
    }

    private static Json json(Opened.Group group) {
        return new ObjectBuilder()
                .with("code", group.code())
                .with("name", group.name())
                .with("max", group.max())
                .with(
                        "criteria",
                        group.criteria(),
                        criterion -> new ObjectBuilder()
                                .with("code", criterion.code())
                                .with("name", criterion.name())
                                .with("max", criterion.max())
                                .with("weight", criterion.weight())
                                .build())
                .with("parent", group.parent())
                .with("weight", group.weight())
                .build();
    }

    private static Json json(Opened.Rule rule, String points) {
        return new ObjectBuilder()
                .with("code", rule.code())
                .with("name", rule.name())
                .with(points, rule.points())
                .with("max", rule.most())
                .build();
    }

    private static Json json(Sheet sheet) {
        var content = content(
                sheet.board(), sheet.kind(), sheet.scorer(), sheet.target(), sheet.marks(), sheet.adjustments());
        return common(content, sheet.kind().isAppraisal() ? APPRAISAL : SHEET, sheet)
                .with("sheet", sheet.sheet())
                .with("digest", sheet.digest())
                .with("blind", sheet.blind())
                .build();
    }

    /** What a sheet's digest is made of. */
    static ObjectBuilder content(
            String board,
            Sheet.Kind kind,
            String scorer,
            String target,
            Map<String, Integer> marks,
            List<Sheet.Adjustment> adjustments) {
        return new ObjectBuilder()
                .with("board", board)
                .with("kind", kind.name())
                .with("scorer", scorer)
                .with("target", target)
                .with("marks", marks)
                .with(
                        "adjustments",
                        adjustments,
                        adjustment -> new ObjectBuilder()
                                .with("rule", adjustment.rule())
                                .with("points", adjustment.points())
                                .with("note", value(adjustment.note()))
                                .build());
    }

    private static Json json(Recused recused) {
        return common(new ObjectBuilder(), RECUSED, recused)
                .with(
                        "recusals",
                        recused.recusals(),
                        recusal -> new ObjectBuilder()
                                .with("scorer", recusal.scorer())
                                .with("target", recusal.target())
                                .with("reason", value(recusal.reason()))
                                .build())
                .build();
    }

    private static Json json(Closed closed) {
        return common(new ObjectBuilder(), CLOSED, closed)
                .with("part", closed.part())
                .with("parts", closed.parts())
                .with(
                        "manifest",
                        closed.manifest(),
                        counted -> new ObjectBuilder()
                                .with("sheet", counted.sheet())
                                .with("revision", counted.revision())
                                .with("digest", counted.digest())
                                .build())
                .with("missing", closed.missing(), Json.Str::new)
                .with("missingBecause", value(closed.missingBecause()))
                .build();
    }

    private static Json json(Corrected corrected) {
        return common(new ObjectBuilder(), CORRECTED, corrected)
                .with("replaces", corrected.replaces())
                .with("because", value(corrected.because()))
                .with("part", corrected.part())
                .with("parts", corrected.parts())
                .with("sheet", json(corrected.sheet()))
                .build();
    }

    private static @Nullable String value(@Nullable Commitment commitment) {
        return commitment == null ? null : commitment.value();
    }

    static Entry read(byte[] bytes) {
        try {
            return entry(Fields.of(Json.readCanonical(bytes)));
        } catch (NotJson e) {
            throw (MalformedEntry)
                    MalformedEntry.because("the entry " + e.getMessage()).initCause(e);
        } catch (MalformedEntry e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw (MalformedEntry)
                    MalformedEntry.because(String.valueOf(e.getMessage())).initCause(e);
        }
    }

    private static Entry entry(Fields fields) {
        return switch (fields.text("type")) {
            case OPENED -> opened(fields);
            case SHEET -> sheet(fields, false);
            case APPRAISAL -> sheet(fields, true);
            case RECUSED -> recused(fields);
            case CLOSED -> closed(fields);
            case CORRECTED -> corrected(fields);
            case String other -> throw MalformedEntry.newer("an entry of the unknown type \"" + other + "\"");
        };
    }

    private static Opened opened(Fields fields) {
        return new Opened(
                fields.text("board"),
                fields.number("revision"),
                occurredAt(fields),
                named(fields.object("cluster")),
                fields.text("period"),
                fields.integer("year"),
                fields.text("head"),
                fields.objects("members", EntryJson::named),
                table(fields.object("scoreTable")),
                counting(fields.text("counting")),
                fields.optionalText("notice"));
    }

    private static Opened.Counting counting(String name) {
        for (var counting : Opened.Counting.values()) {
            if (counting.wireName().equals(name)) {
                return counting;
            }
        }
        throw MalformedEntry.newer("standings are made by the unknown rules \"" + name + "\"");
    }

    private static Opened.Named named(Fields fields) {
        return new Opened.Named(fields.text("id"), fields.text("name"));
    }

    private static Opened.Table table(Fields fields) {
        return new Opened.Table(
                fields.text("version"),
                fields.integer("baseMax"),
                fields.integer("bonusMax"),
                fields.integer("penaltyMax"),
                fields.integer("totalCap"),
                fields.integer("step"),
                fields.objects(
                        "groups",
                        group -> new Opened.Group(
                                group.text("code"),
                                group.text("name"),
                                group.integer("max"),
                                group.objects(
                                        "criteria",
                                        criterion -> new Opened.Criterion(
                                                criterion.text("code"),
                                                criterion.text("name"),
                                                criterion.integer("max"),
                                                criterion.optionalInteger("weight"))),
                                group.optionalText("parent"),
                                group.optionalInteger("weight"))),
                fields.objects(
                        "bonusRules",
                        rule -> new Opened.Rule(rule.text("code"), rule.text("name"), rule.integer("max"), null)),
                fields.objects(
                        "penaltyRules",
                        rule -> new Opened.Rule(
                                rule.text("code"),
                                rule.text("name"),
                                rule.integer("points"),
                                rule.optionalInteger("max"))),
                fields.optionalObject("rules"));
    }

    private static Sheet sheet(Fields fields, boolean appraisal) {
        var sheet = sheet(fields);
        if (sheet.kind().isAppraisal() != appraisal) {
            throw MalformedEntry.because("a sheet of kind " + sheet.kind() + " is of the other type");
        }
        return sheet;
    }

    private static Sheet sheet(Fields fields) {
        return new Sheet(
                fields.text("board"),
                fields.number("revision"),
                occurredAt(fields),
                fields.text("sheet"),
                fields.parsed("kind", Sheet.Kind::valueOf),
                fields.text("scorer"),
                fields.text("target"),
                fields.integers("marks"),
                fields.objects(
                        "adjustments",
                        adjustment -> new Sheet.Adjustment(
                                adjustment.text("rule"), adjustment.integer("points"), commitment(adjustment, "note"))),
                fields.text("digest"),
                fields.optionalText("blind"));
    }

    private static Recused recused(Fields fields) {
        return new Recused(
                fields.text("board"),
                fields.number("revision"),
                occurredAt(fields),
                fields.objects(
                        "recusals",
                        recusal -> new Recused.Recusal(
                                recusal.text("scorer"),
                                recusal.optionalText("target"),
                                commitment(recusal, "reason"))));
    }

    private static Closed closed(Fields fields) {
        return new Closed(
                fields.text("board"),
                fields.number("revision"),
                occurredAt(fields),
                fields.integer("part"),
                fields.integer("parts"),
                fields.objects(
                        "manifest",
                        counted -> new Closed.Counted(
                                counted.text("sheet"), counted.number("revision"), counted.text("digest"))),
                fields.texts("missing"),
                commitment(fields, "missingBecause"));
    }

    private static Corrected corrected(Fields fields) {
        if (!(entry(fields.object("sheet")) instanceof Sheet sheet)) {
            throw MalformedEntry.because("what is corrected is no sheet");
        }
        return new Corrected(
                fields.text("board"),
                fields.number("revision"),
                occurredAt(fields),
                fields.number("replaces"),
                fields.parsed("because", Commitment::new),
                fields.integer("part"),
                fields.integer("parts"),
                sheet);
    }

    private static @Nullable Commitment commitment(Fields fields, String name) {
        return fields.optionalParsed(name, Commitment::new).orElse(null);
    }

    private static Instant occurredAt(Fields fields) {
        return fields.parsed("occurredAt", text -> {
            try {
                var instant = Instant.parse(text);
                if (instant.toString().equals(text)) {
                    return instant;
                }
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("\"" + text + "\" is not a time", e);
            }
            throw new IllegalArgumentException("\"" + text + "\" is not a time as it is written here");
        });
    }
}
