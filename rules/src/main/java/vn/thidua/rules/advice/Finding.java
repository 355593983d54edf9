package vn.thidua.rules.advice;

import vn.thidua.rules.PointsText;
import vn.thidua.rules.Text;

/**
 * One observation. Points and means are hundredths, means to the nearest; a difference is positive where more was given.
 */
public sealed interface Finding {

    /** How far it is from even, in hundredths of a point or of a percent; what is largest is worth reading first. */
    int size();

    /** A plain sentence, without a judgement. */
    Text text();

    /** A scorer's sheet for a unit beside the mean of the other scorers of that unit. */
    record BesideOthers(String scorer, String target, int points, int others) implements Finding {

        public int difference() {
            return points - others;
        }

        @Override
        public int size() {
            return Math.abs(difference());
        }

        @Override
        public Text text() {
            return new Text(
                    scorer + " chấm " + target + " " + PointsText.vi(points) + ", trung bình của các đơn vị khác là "
                            + PointsText.vi(others) + " (chênh " + PointsText.vi(difference()) + ").",
                    scorer + " gave " + target + " " + PointsText.en(points) + ", the others' mean is "
                            + PointsText.en(others) + " (a difference of " + PointsText.en(difference()) + ").");
        }
    }

    /** How a scorer's sheets lie beside the others', on average over all units that it scored. */
    record Leaning(String scorer, int sheets, int difference) implements Finding {

        @Override
        public int size() {
            return Math.abs(difference);
        }

        @Override
        public Text text() {
            return new Text(
                    scorer + " chấm " + sheets + " đơn vị, bình quân chênh " + PointsText.vi(difference)
                            + " so với các đơn vị khác.",
                    scorer + " scored " + sheets + " units, on average " + PointsText.en(difference)
                            + " from the others.");
        }
    }

    /** A unit's own sheet beside the mean of its peers. */
    record SelfBesidePeers(String unit, int self, int peers) implements Finding {

        @Override
        public int size() {
            return Math.abs(self - peers);
        }

        @Override
        public Text text() {
            return new Text(
                    unit + " tự chấm " + PointsText.vi(self) + ", các đơn vị khác chấm trung bình "
                            + PointsText.vi(peers) + ".",
                    unit + " gave itself " + PointsText.en(self) + ", its peers' mean is " + PointsText.en(peers)
                            + ".");
        }
    }

    /** Two units that both gave each other more than the others did; how much more, for each. */
    record MutualPair(String one, String other, int oneGave, int otherGave) implements Finding {

        @Override
        public int size() {
            return Math.min(oneGave, otherGave);
        }

        @Override
        public Text text() {
            return new Text(
                    one + " và " + other + " chấm cho nhau cao hơn các đơn vị khác: " + PointsText.vi(oneGave) + " và "
                            + PointsText.vi(otherGave) + ".",
                    one + " and " + other + " gave each other more than the others did: " + PointsText.en(oneGave)
                            + " and " + PointsText.en(otherGave) + ".");
        }
    }

    /** How far a unit's scorers are apart. */
    record Spread(String target, int sheets, int lowest, int highest) implements Finding {

        @Override
        public int size() {
            return highest - lowest;
        }

        @Override
        public Text text() {
            return new Text(
                    sheets + " phiếu chấm " + target + " từ " + PointsText.vi(lowest) + " đến " + PointsText.vi(highest)
                            + ".",
                    sheets + " sheets for " + target + " go from " + PointsText.en(lowest) + " to "
                            + PointsText.en(highest) + ".");
        }
    }

    /**
     * How often a scorer puts two units in the order in which the others' means put them. Pairs that either finds equal
     * are not compared.
     */
    record Agreement(String scorer, int alike, int compared) implements Finding {

        @Override
        public int size() {
            return compared == 0 ? 0 : (compared - alike) * 10_000 / compared;
        }

        @Override
        public Text text() {
            return new Text(
                    scorer + " xếp " + alike + " trên " + compared + " cặp đơn vị giống thứ tự của các đơn vị khác.",
                    scorer + " ordered " + alike + " of " + compared + " pairs of units like the others.");
        }
    }

    /** How a criterion is met over all units: the mean as hundredths of a percent of its maximum, and the extremes. */
    record Evenness(String criterion, int max, int mean, String lowestUnit, int lowest, String highestUnit, int highest)
            implements Finding {

        /** The mean in hundredths of a percent of the maximum. */
        public int share() {
            return max == 0 ? 0 : Math.toIntExact(mean * 10_000L / max);
        }

        @Override
        public int size() {
            return max == 0 ? 0 : Math.toIntExact((highest - lowest) * 10_000L / max);
        }

        @Override
        public Text text() {
            return new Text(
                    "Tiêu chí " + criterion + " đạt bình quân " + PointsText.vi(share()) + "%: thấp nhất " + lowestUnit
                            + " (" + PointsText.vi(lowest) + "), cao nhất " + highestUnit + " ("
                            + PointsText.vi(highest)
                            + ").",
                    "Criterion " + criterion + " is met by " + PointsText.en(share()) + "% on average: lowest "
                            + lowestUnit + " (" + PointsText.en(lowest) + "), highest " + highestUnit + " ("
                            + PointsText.en(highest) + ").");
        }
    }
}
