import { formatItems } from '../../shared/format/plural.js';
import { shown } from '../../shared/format/shown.js';
import { formatSize } from '../../shared/format/size.js';
import type { PlanTotals } from '../../shared/plan/plan.js';
import type { ProblemKind } from '../../shared/problem.js';
import { runText } from '../../shared/run/text.js';

/** The text of the frame around a profile: header, buttons, notices and what stands where there is no plan. */
export const shellText = {
  welcome: {
    titleFirst: 'Keep two folders in sync',
    titleChoose: 'Choose a profile',
    text: 'A profile pairs a folder on this computer with a folder on a server. Evenkeel compares them, shows what it will do, and changes nothing until you say so.',
    create: 'Create your first profile',
  },

  neverCompared: {
    title: 'Not compared yet',
    text: 'A comparison shows what a sync would do, file by file. It changes nothing.',
    compare: 'Compare both folders',
  },

  header: {
    localSide: 'Local side:',
    remoteSide: 'Remote side:',
    history: 'History',
    edit: 'Edit',
    deleteProfile: 'Delete profile',
    /** The address of the remote side, and which folder that is where the address leaves it to the server. */
    remote: (address: string, signInFolder: string | undefined): string =>
      signInFolder === undefined ? shown(address) : `${shown(address)} (${shown(signInFolder)})`,
  },

  pairs: {
    name: 'Folder pairs',
    waiting: 'Waiting',
    notCompared: 'Not compared yet',
    nothing: 'Nothing to do',
    /** Of what undoing a run would do. */
    undo: (redo: boolean, changes: number): string => {
      const verb = redo ? 'redo' : 'undo';
      return changes === 0 ? `Nothing to ${verb}` : `Would ${verb} ${formatItems(changes)}`;
    },
    /** The run of all pairs that is shown. */
    undoAll: (verb: string): string => `${verb} in all pairs…`,
    undoAllTitle: 'Preview what this would change in each folder pair',
    stopped: 'Stopped',
    password: 'Needs the password',
    failed: 'Couldn’t compare',
    /** Why some pairs could not be compared, by the kinds of their problems. */
    failedSum: (kinds: readonly ProblemKind[]): string => {
      if (kinds.includes('password-needed')) return 'password needed';
      const failed = kinds.filter((kind) => kind !== 'stopped').length;
      return failed === 0 ? 'comparison stopped' : `couldn’t compare ${formatItems(failed, 'pair')}`;
    },
    /** What a plan changes, and what it leaves for somebody to decide. */
    plan: (changes: number, conflicts: number): string =>
      [
        changes === 0 ? '' : formatItems(changes, 'change'),
        conflicts === 0 ? '' : formatItems(conflicts, 'conflict'),
      ]
        .filter((part) => part !== '')
        .join(', '),
    /** A plan that asks before it runs. */
    asks: (totals: PlanTotals): string => `Asks first: ${runText.kinds(totals)}`,
  },

  notices: {
    dismiss: 'Dismiss',
    lost: {
      what: 'Evenkeel’s window lost its connection to the app.',
      advice: 'Restart Evenkeel. Finished changes are kept.',
    },
  },

  toolbar: {
    name: 'Actions',
    compare: 'Compare',
    verify: 'Verify contents',
    dryRun: 'Dry run',
    undoChoice: 'Undo choice',
    undoChoiceTitle: (keys: string): string => `Undo the last choice (${keys})`,
    pause: 'Pause',
    resume: 'Resume',
    stop: 'Stop',
    cancel: 'Cancel',
    undo: (verb: 'Undo' | 'Redo', items: number): string =>
      items === 0 ? `${verb}: nothing to do` : `${verb} ${formatItems(items)}`,
    /** The same for several pairs of folders; `pairs` is how many of them change. */
    undoAll: (verb: 'Undo' | 'Redo', items: number, pairs: number): string =>
      `${verb} ${formatItems(items)} in ${formatItems(pairs, 'pair')}`,
    synchronize: {
      compareFirst: 'Synchronize: compare first',
      stillComparing: 'Synchronize: still comparing',
      running: 'Synchronize: running',
      dryRun: 'Synchronize: dry run',
      nothing: 'Synchronize: nothing to do',
      record: (items: number): string => `Synchronize: record ${formatItems(items, 'matching item')}`,
      changes: (items: number, bytes: number): string =>
        `Synchronize ${formatItems(items)}${bytes === 0 ? '' : `, ${formatSize(bytes)}`}`,
      /** The same for several pairs of folders; `pairs` is how many of them change. */
      allChanges: (items: number, bytes: number, pairs: number): string =>
        `Synchronize ${formatItems(items)} in ${formatItems(pairs, 'pair')}${bytes === 0 ? '' : `, ${formatSize(bytes)}`}`,
      allRecord: (items: number, pairs: number): string =>
        `Synchronize: record ${formatItems(items, 'matching item')} in ${formatItems(pairs, 'pair')}`,
      allDanger: (items: number, totals: PlanTotals, pairs: number): string =>
        `Synchronize ${formatItems(items)} in ${formatItems(pairs, 'pair')}: ${runText.kinds(totals)}`,
      /** Names each kind, because so much would be deleted that a run asks first. */
      danger: (items: number, totals: PlanTotals): string =>
        `Synchronize ${formatItems(items)}: ${runText.kinds(totals)}`,
    },
  },

  views: { name: 'View', plan: 'Plan', dryRun: 'Dry run, item by item' },

  clock: { name: 'Clock changed', title: 'A clock has changed' },

  interrupted: (when: string): string =>
    `Evenkeel or the computer stopped during this run (${when}). Nothing is lost: compare, and the next sync continues from there.`,

  deletion: {
    warning: 'Warning',
    question: 'Question',
    tryAgain: 'Try again',
    breakLock: 'Break the lock and sync',
    syncAnyway: 'Sync anyway',
    deleteAndSync: (items: string): string => `Delete ${items} and sync`,
    /** What a plan deletes, with the side where it is one: `20,249 items on the local side`. */
    items: (local: number, remote: number): string => {
      const items = formatItems(local + remote);
      if (local === 0) return `${items} on the remote side`;
      return remote === 0 ? `${items} on the local side` : items;
    },
  },

  filters: {
    name: 'New filters',
    title: 'New filters from the other side',
    use: 'Use new filters',
  },

  plain: {
    name: 'Unencrypted connection',
    title: 'Your password and files travel unencrypted',
    titleAnonymous: 'Your files travel unencrypted',
    offersTls: 'Plain FTP can be read by others on the network. This server offers TLS as well.',
    offersNone: 'Plain FTP can be read by others on the network. This server offers no TLS.',
    gotIt: 'Got it',
    useTls: 'Use TLS',
    usePlain: 'Use FTP without encryption…',
    question: 'Connect without encryption?',
    questionText:
      'Others on the network could read your password and your files. Do this only if the server has no TLS and you trust the network.',
    connectPlain: 'Connect unencrypted',
    cancel: 'Cancel',
  },

  undo: {
    name: 'Undo of a run',
    nameRedo: 'Redo of a run',
    title: 'Preview: undo this run',
    titleRedo: 'Preview: redo this run',
    text: 'Nothing has been changed yet. Select an item and choose Exclude from undo to keep it as it is. Anything changed after the run is skipped.',
  },

  problem: {
    edit: 'Edit profile',
    tryAgain: 'Try again',
    compareAgain: 'Compare again',
    trustHostKey: 'Trust this host key',
    trustCertificate: 'Trust this certificate',
    password: 'Password',
    passphrase: 'Passphrase of the key',
    connect: 'Connect',
    remember: {
      keyring: 'Save it in the system keyring if it works',
      encrypted: 'Save it in a file that the system encrypts if it works',
    },
    notRemembered: 'It is kept until you quit Evenkeel.',
  },

  certificate: {
    server: 'Server',
    kind: 'Kind',
    issuedTo: 'Issued to',
    issuedBy: 'Issued by',
    validFor: 'Valid for',
    noName: 'No name at all',
    notFor: (host: string): string => `Not for “${shown(host)}”`,
    valid: 'Valid',
    validFromTo: (from: string, to: string): string => `${from} to ${to}`,
    fingerprint: 'SHA-256 fingerprint',
  },
} as const;
