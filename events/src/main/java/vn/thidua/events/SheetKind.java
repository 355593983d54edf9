package vn.thidua.events;

/** Who scores whom. */
public enum SheetKind {
    /** Tự chấm: a unit scores itself. */
    SELF,
    /** Cùng chấm: a unit scores another member of its cluster. */
    PEER
}
