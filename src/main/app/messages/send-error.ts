/** Why a message could not be sent, in words that hold no secret: they go to the log and before people's eyes. */
export class SendError extends Error {
  override readonly name = 'SendError';
  /** Whether trying again may help. */
  readonly mayPass: boolean;

  constructor(why: string, mayPass: boolean) {
    super(why);
    this.mayPass = mayPass;
  }
}

/** How long to wait before each further try, in milliseconds: after the last one it is given up. */
const PAUSES_MS = [5_000, 60_000];

/**
 * Sends, and tries again a few times where that may help. `pause` resolves after so many milliseconds. Rejects as the last try does, or with a `SendError` for
 * what nobody foresaw.
 */
export async function sendWithRetries(
  send: () => Promise<void>,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  for (const ms of [...PAUSES_MS, undefined]) {
    try {
      await send();
      return;
    } catch (error) {
      const failure =
        error instanceof SendError ? error : new SendError('something unexpected went wrong', false);
      if (ms === undefined || !failure.mayPass) throw failure;
      await pause(ms);
    }
  }
}
