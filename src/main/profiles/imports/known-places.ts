import { posix, win32 } from 'node:path';
import type { ImportProgram } from './found.js';

/** A file in which a program keeps its profiles. */
export interface KnownPlace {
  readonly program: ImportProgram;
  /** An absolute path. */
  readonly path: string;
}

/** This computer, as far as it says where programs keep their files. */
export interface Computer {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Its environment variables. */
  readonly env: Readonly<Partial<Record<string, string>>>;
}

/** Where programs usually keep their profiles on this computer; most of these files will not be there. */
export function knownPlaces({ platform, home, env }: Computer): readonly KnownPlace[] {
  const paths = platform === 'win32' ? win32 : posix;
  const join = (...names: readonly string[]): string => paths.join(...names);
  const isAbsolute = (path: string): boolean => paths.isAbsolute(path);
  const folder = (variable: string, usual: string): string => {
    const said = env[variable] ?? '';
    return isAbsolute(said) ? said : usual;
  };
  const place = (program: ImportProgram, ...names: readonly string[]): KnownPlace => ({
    program,
    path: join(...names),
  });
  const ssh = place('ssh', home, '.ssh', 'config');
  const rclone = env['RCLONE_CONFIG'] ?? '';
  const configured = isAbsolute(rclone) ? [place('rclone', rclone)] : [];
  switch (platform) {
    case 'win32': {
      const data = folder('APPDATA', join(home, 'AppData', 'Roaming'));
      const programs = folder('ProgramFiles(x86)', 'C:\\Program Files (x86)');
      return [
        place('filezilla', data, 'FileZilla', 'sitemanager.xml'),
        place('winscp', data, 'WinSCP.ini'),
        place('winscp', programs, 'WinSCP', 'WinSCP.ini'),
        place('freefilesync', data, 'FreeFileSync', 'LastRun.ffs_gui'),
        ...configured,
        place('rclone', data, 'rclone', 'rclone.conf'),
        ssh,
        place('netrc', home, '_netrc'),
        place('netrc', home, '.netrc'),
      ];
    }
    default: {
      const config = folder('XDG_CONFIG_HOME', join(home, '.config'));
      const flatpaks = join(home, '.var', 'app');
      return [
        place('filezilla', config, 'filezilla', 'sitemanager.xml'),
        place('filezilla', home, '.filezilla', 'sitemanager.xml'),
        place(
          'filezilla',
          flatpaks,
          'org.filezillaproject.Filezilla',
          'config',
          'filezilla',
          'sitemanager.xml',
        ),
        platform === 'darwin'
          ? place('freefilesync', home, 'Library', 'Application Support', 'FreeFileSync', 'LastRun.ffs_gui')
          : place('freefilesync', config, 'FreeFileSync', 'LastRun.ffs_gui'),
        ...configured,
        place('rclone', config, 'rclone', 'rclone.conf'),
        place('rclone', home, '.rclone.conf'),
        ssh,
        place('netrc', home, '.netrc'),
      ];
    }
  }
}
