/** What is said of the commands before and after a run. */
export const commandsText = {
  beforeFailed: (how: string) => ({
    what: `The command before the sync ${how}, so the sync did not begin.`,
    advice:
      'What it printed is in the history. Correct the command in the profile, or remove it, then sync again.',
  }),
} as const;
