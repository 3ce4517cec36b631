/** Height of a row, in pixels. */
export const ROW_HEIGHT = 28;
/** Height of the heads of the columns. */
export const HEAD_HEIGHT = 28;
