package vn.thidua.rules.preview;

import vn.thidua.rules.Sheet;
import vn.thidua.rules.Text;

/** Something on a past sheet that the other table does not know as it is, and how it was counted. */
public record Misfit(Sheet.Id sheet, Text text) {}
