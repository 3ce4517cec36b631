// @ts-check

/**
 * Tells the person at the terminal what is being done.
 * @param {string} line
 */
export function say(line) {
  process.stdout.write(`· ${line}\n`);
}

/** Ends a script politely: its message says what is missing and what to do, and no stack trace follows. */
export class Stop extends Error {}

/** Ends a script that only tells how it is used: because somebody asked, or as a mistake. */
export class Usage extends Error {
  /**
   * @param {string} message
   * @param {0 | 2} code
   */
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/**
 * Runs a script's main function; a `Stop` becomes its message and exit code 1, a `Usage` its message and its own code.
 * @param {() => Promise<number>} main resolves with the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof Usage) {
      (error.code === 0 ? process.stdout : process.stderr).write(`${error.message}\n`);
      process.exitCode = error.code;
      return;
    }
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
