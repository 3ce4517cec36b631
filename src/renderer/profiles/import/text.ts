import type { Mode } from '../../../shared/profile/profile.js';
import { formatItems, plural } from '../../../shared/format/plural.js';

const ARROWS: Readonly<Record<Mode, string>> = { 'two-way': '↔', upload: '→', download: '←' };

/** The text of the dialog that imports profiles. */
export const importText = {
  title: 'Import profiles',
  intro:
    'Import profiles from Evenkeel, FileZilla, WinSCP, FreeFileSync, pyftpsync, rclone, OpenSSH, SFTP for VS Code or a .netrc file. You’ll see what was found before anything is imported.',
  sources: 'Found on this computer',
  clipboard: 'Address on the clipboard',
  winscp: 'To import from WinSCP, choose Tools > Export/Backup Configuration in its login dialog first.',
  chooseFile: 'Choose file…',
  cancel: 'Cancel',
  back: 'Back',

  found: (file: string, program: string, count: number) =>
    count === 0
      ? `“${file}” (${program}) contains no profiles that can be imported.`
      : `“${file}” (${program}) contains ${formatItems(count, 'profile')}:`,
  list: 'Profiles in the file',
  all: 'Select all',
  taken: 'Imported',
  leftOut: 'Not imported, or different',
  folders: (local: string, remote: string, mode: Mode) => `${local} ${ARROWS[mode]} ${remote}`,
  noFolder: 'No local folder yet',
  chooseFolder: 'Choose local folder…',
  changeFolder: 'Change local folder…',
  chooseFolderFor: (name: string) => `Choose the local folder of “${name}”`,
  known: 'You already have a profile with this name or these folders.',
  skipped: (count: number) =>
    `${formatItems(count, 'entry', 'entries')} ${plural(count, 'is', 'are')} skipped`,
  note: 'No profile syncs by itself until you turn that on.',
  accept: (count: number) => (count === 0 ? 'Import' : `Import ${formatItems(count, 'profile')}`),
} as const;
