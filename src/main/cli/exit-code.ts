/** The exit codes, the same as pyftpsync's. */
export const EXIT = {
  fine: 0,
  failed: 1,
  usage: 2,
  /** Stopped by the user. */
  stopped: 3,
  /** Something was left unresolved, and `--report-problems` asks to be told. */
  unresolved: 10,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
