package vn.thidua.standalone.demo;

import vn.thidua.events.Receipt;
import vn.thidua.events.SheetSubmission;

/** A district's own system, which sends the district's sheets. */
sealed interface DistrictSystem permits HttpDistrictSystem, KafkaDistrictSystem {

    /** How it comes in, for people. */
    String door();

    /**
     * Sends a sheet and waits for the receipt.
     *
     * @param key the same when the same sheet is sent again, so that a repeat is harmless
     * @throws IllegalStateException when the sheet was refused
     */
    Receipt send(SheetSubmission sheet, String key);
}
