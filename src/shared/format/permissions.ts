const LETTERS = ['r', 'w', 'x', 'r', 'w', 'x', 'r', 'w', 'x'];

/** The nine lower bits of a Unix mode in the manner of `ls`: `rw-r--r--`. */
export function formatPermissions(permissions: number): string {
  return LETTERS.map((letter, index) => ((permissions & (0o400 >> index)) === 0 ? '-' : letter)).join('');
}
