/** What the form says of the commands before and after a run. */
export const commandsText = {
  title: 'Commands',
  before: 'Before each sync',
  after: 'After each sync',
  none: 'No command',
  beforeHint: 'If it fails, the sync does not begin.',
  afterHint: 'Runs however the sync ended.',
  runs: 'Runs',
  given: 'with',
  empty: '(empty)',
  limitBefore: 'Each is ended after',
  minutes: 'Minutes that a command may take',
  limitAfter: 'minutes.',
  note: 'Commands run with your permissions and without a shell: for pipes or variables, start one yourself, as in sh -c "…". What they print is kept in the history. A dry run doesn’t run them.',
  lineNone: 'None',
  lineBefore: (command: string) => `Before: ${command}`,
  lineAfter: (command: string) => `After: ${command}`,
} as const;
