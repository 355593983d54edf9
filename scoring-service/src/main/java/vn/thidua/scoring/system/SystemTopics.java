package vn.thidua.scoring.system;

/** The topics that a system has to itself. */
@FunctionalInterface
public interface SystemTopics {

    /** Creates those that are not there; returns when all are. */
    void create(DistrictSystem system);
}
