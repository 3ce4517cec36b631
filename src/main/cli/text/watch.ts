import { formatItems } from '../../../shared/format/plural.js';
import { shown } from '../../../shared/format/shown.js';
import type { Message } from '../usage-error.js';

/** What `evenkeel watch` says. */
export const watchText = {
  watching: (folders: readonly string[], minutes: number): string =>
    `Watching ${folders.map((folder) => `“${shown(folder)}”`).join(', ')}: synced after changes there, and at least every ${formatItems(minutes, 'minute')}.`,
  unwatchable: (folder: string, why: string): string => `“${shown(folder)}” can’t be watched for now: ${why}`,
  unitIsFor: (path: string): string => `This goes into ${path}`,
  writeUnit: (path: string): string => `Write this to ${path}? (y/N) `,
  replaceUnit: (path: string): string => `Replace ${path} with this? (y/N) `,
  unitWritten: 'Written. Nothing runs yet.',
  unitNotWritten: 'Nothing was written.',
  unitBegins: (begin: string, end: string): string =>
    `To start it now and at every sign-in: ${begin}\nTo end that: ${end}`,
  passwordInUnit: {
    what: 'An address with a password can’t be installed: others could read it in the file.',
    advice:
      'Sync once with --store-password, which keeps it in the keyring, then leave it out of the address.',
  },
  unfitForUnit: {
    what: 'Part of this command can’t be written to such a file.',
    advice:
      'Use names without control characters; on Windows, also without % and quotation marks. A profile can have any folders.',
  },
  modeOfProfile: { what: 'A profile has a mode of its own.', advice: 'Leave out --mode.' },
  mode: { what: 'Invalid value for --mode.', advice: 'Use one of sync, upload, download.' },
  minutes: {
    what: 'Invalid value for --every.',
    advice: 'Use a whole number of minutes from 1 to 10,080.',
  },
} as const satisfies Readonly<Record<string, Message | string | ((...args: never[]) => string)>>;
