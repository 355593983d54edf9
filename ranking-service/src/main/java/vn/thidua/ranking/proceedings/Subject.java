package vn.thidua.ranking.proceedings;

import static java.util.Objects.requireNonNullElse;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.AwardTie;
import vn.thidua.events.TableRules;
import vn.thidua.events.TableRules.Award;
import vn.thidua.events.TableRules.Demotion;
import vn.thidua.events.TableRules.Threshold;
import vn.thidua.events.TableRules.TieBreak;
import vn.thidua.events.UnitRef;

/** The board that proceedings are about: who is on it, under which rules, and how it stands. */
public record Subject(ScoringOpened opened, Standings standings) {

    TableRules rules() {
        return requireNonNullElse(opened.scoreTable().rules(), TableRules.PLAIN);
    }

    boolean hasMember(String unit) {
        return opened.members().stream().map(UnitRef::id).anyMatch(unit::equals);
    }

    Optional<Demotion> demotion(String code) {
        return requireNonNullElse(rules().demotions(), List.<Demotion>of()).stream()
                .filter(demotion -> demotion.code().equals(code))
                .findFirst();
    }

    /** What decides a tie at the edge of an award, one after the other. */
    List<TieBreak.By> chain() {
        return requireNonNullElse(rules().tieBreaks(), List.<TieBreak>of()).stream()
                .map(TieBreak::by)
                .toList();
    }

    /** The tie among exactly these units that is still undecided. */
    Optional<AwardTie> undecided(Collection<String> units) {
        return requireNonNullElse(standings.ties(), List.<AwardTie>of()).stream()
                .filter(tie -> Set.copyOf(tie.unbroken()).equals(Set.copyOf(units)))
                .findFirst();
    }

    /** How many places of the award are left for those among whom a tie is still undecided. */
    int placesLeft(AwardTie tie) {
        var given = standings.rows().stream()
                .filter(row ->
                        tie.units().contains(row.unit().id()) && tie.award().equals(row.award()))
                .count();
        return tie.places() - Math.toIntExact(given);
    }

    /** What a vote for an award must reach, if the table says so. */
    Optional<Threshold> threshold(String award) {
        return awards().stream()
                .filter(each -> each.code().equals(award))
                .flatMap(each -> thresholds().stream()
                        .filter(threshold -> threshold.code().equals(each.threshold())))
                .findFirst();
    }

    /** What must be present before any vote counts: the thresholds that no award names. */
    List<Threshold> quorums() {
        return thresholds().stream()
                .filter(threshold ->
                        awards().stream().noneMatch(award -> threshold.code().equals(award.threshold())))
                .toList();
    }

    private List<Award> awards() {
        return requireNonNullElse(rules().awards(), List.of());
    }

    private List<Threshold> thresholds() {
        return requireNonNullElse(rules().thresholds(), List.of());
    }
}
