package vn.thidua.console.service;

import java.util.List;

/** A service has understood what was sent and refuses it, with a reason that people can act on. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Service service;
    private final int status;
    private final transient List<String> vi;
    private final transient List<String> en;
    private final transient List<Fault> faults;

    Refused(Service service, int status, List<String> vi, List<String> en, List<Fault> faults) {
        super("%s: status %d: %s".formatted(service, status, String.join(" ", en)));
        this.service = service;
        this.status = status;
        this.vi = List.copyOf(vi);
        this.en = List.copyOf(en);
        this.faults = List.copyOf(faults);
    }

    public Service service() {
        return service;
    }

    /** The answer's status, 4xx. */
    public int status() {
        return status;
    }

    /** The reason, then what is wrong in each place, in Vietnamese. */
    public List<String> vi() {
        return vi;
    }

    /** The same in English. */
    public List<String> en() {
        return en;
    }

    /** What is wrong in each place, where the reason names places. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * What is wrong in one place of what was sent.
     *
     * @param pointer a JSON Pointer, for example {@code /marks/I.1}
     */
    public record Fault(String pointer, String vi, String en) {}
}
