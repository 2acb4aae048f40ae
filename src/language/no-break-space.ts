/** U+00A0: holds a figure or a date together on one line. */
export const noBreakSpace = "\u00A0";
