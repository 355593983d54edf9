package vn.thidua.faults.check;

/** Something that must hold whatever happens. */
interface Invariant {

    /** As in the table of promises. */
    String name();

    /** What it promises, in a few words. */
    String promise();

    /** Looks at everything that could break it. */
    void check(Evidence evidence, Findings findings);
}
