/** Names the table in the page: there is one at most. */
export const TABLE_ID = 'preview';

/** Has the keyboard go on in the rows. */
export function focusTable(): void {
  document.getElementById(TABLE_ID)?.focus();
}

/** Height of a row, in pixels. */
export const ROW_HEIGHT = 28;
/** Height of the heads of the columns. */
export const HEAD_HEIGHT = 28;
