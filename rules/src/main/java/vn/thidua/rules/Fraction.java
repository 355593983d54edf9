package vn.thidua.rules;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.Collection;
import vn.thidua.events.TableRules.Rounding.Mode;

/**
 * An exact number, in lowest terms, with a denominator above zero. Where it stands for points, one is a hundredth of a
 * point.
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {

    static final Fraction NOTHING = new Fraction(ZERO, ONE);
    static final Fraction UNIT = new Fraction(ONE, ONE);

    public Fraction {
        if (denominator.signum() == 0) {
            throw new IllegalArgumentException("a fraction of nothing");
        }
        if (!denominator.equals(ONE)) {
            var common = numerator.gcd(denominator);
            common = denominator.signum() < 0 ? common.negate() : common;
            numerator = numerator.divide(common);
            denominator = denominator.divide(common);
        }
    }

    /** A whole number. */
    public static Fraction of(long whole) {
        return whole == 0 ? NOTHING : new Fraction(BigInteger.valueOf(whole), ONE);
    }

    /** A part. */
    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    static Fraction sum(Collection<Fraction> values) {
        return values.stream().reduce(NOTHING, Fraction::plus);
    }

    /** The mean of at least one value. */
    public static Fraction mean(Collection<Fraction> values) {
        return sum(values).times(of(1, values.size()));
    }

    Fraction plus(Fraction other) {
        if (denominator.equals(other.denominator)) {
            return new Fraction(numerator.add(other.numerator), denominator);
        }
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** The difference. */
    public Fraction minus(Fraction other) {
        return plus(new Fraction(other.numerator.negate(), other.denominator));
    }

    Fraction times(Fraction other) {
        return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Fraction atMost(Fraction limit) {
        return compareTo(limit) > 0 ? limit : this;
    }

    boolean isWhole() {
        return denominator.equals(ONE);
    }

    int signum() {
        return numerator.signum();
    }

    /** To the nearest hundredth, a half away from zero: for showing, and where a table says so. */
    public int hundredths() {
        return rounded(Mode.HALF_UP, 1).numerator.intValueExact();
    }

    /** To a multiple of {@code unit}. */
    Fraction rounded(Mode mode, int unit) {
        if (isWhole() && unit == 1) {
            return this;
        }
        var whole = denominator.multiply(BigInteger.valueOf(unit));
        var parts = numerator.abs().divideAndRemainder(whole);
        var half = parts[1].shiftLeft(1).compareTo(whole);
        var up = switch (mode) {
            case HALF_UP -> half >= 0;
            case HALF_EVEN -> half > 0 || half == 0 && parts[0].testBit(0);
            case DOWN -> false;
        };
        var size = (up ? parts[0].add(ONE) : parts[0]).multiply(BigInteger.valueOf(unit));
        return new Fraction(numerator.signum() < 0 ? size.negate() : size, ONE);
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }
}
