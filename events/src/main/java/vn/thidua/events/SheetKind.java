package vn.thidua.events;

/** Who scores whom. */
public enum SheetKind {
    /** Tự chấm: a unit scores itself. */
    SELF,
    /** Cùng chấm: a unit scores another member of its cluster. */
    PEER,
    /** Thẩm định lần 1: an appointed appraiser, member or not, scores a member. */
    APPRAISAL_1,
    /** Thẩm định lần 2: the same after the target's explanation. */
    APPRAISAL_2
}
