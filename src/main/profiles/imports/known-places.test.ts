import { describe, expect, it } from 'vitest';
import { knownPlaces, type Computer } from './known-places.js';

const paths = (computer: Computer): readonly string[] => knownPlaces(computer).map(({ path }) => path);

describe('where programs keep their profiles', () => {
  it('on Linux', () => {
    const found = paths({ platform: 'linux', home: '/home/anna', env: {} });
    expect(found).toContain('/home/anna/.config/filezilla/sitemanager.xml');
    expect(found).toContain('/home/anna/.config/rclone/rclone.conf');
    expect(found).toContain('/home/anna/.ssh/config');
    expect(found).toContain('/home/anna/.netrc');
  });

  it('on macOS', () => {
    const found = paths({ platform: 'darwin', home: '/Users/anna', env: {} });
    expect(found).toContain('/Users/anna/.config/filezilla/sitemanager.xml');
    expect(found).toContain('/Users/anna/Library/Application Support/FreeFileSync/LastRun.ffs_gui');
  });

  it('on Windows', () => {
    const env = { APPDATA: 'D:\\Data' };
    const found = paths({ platform: 'win32', home: 'C:\\Users\\anna', env });
    expect(found).toContain('D:\\Data\\FileZilla\\sitemanager.xml');
    expect(found).toContain('D:\\Data\\WinSCP.ini');
    expect(found).toContain('C:\\Users\\anna\\_netrc');
  });

  it('where the environment says so, and only with a whole path', () => {
    const env = { XDG_CONFIG_HOME: '/data/config', RCLONE_CONFIG: '/data/my.conf' };
    const found = paths({ platform: 'linux', home: '/home/anna', env });
    expect(found).toContain('/data/config/filezilla/sitemanager.xml');
    expect(found).toContain('/data/my.conf');
    const relative = paths({
      platform: 'linux',
      home: '/home/anna',
      env: { XDG_CONFIG_HOME: 'here', RCLONE_CONFIG: 'my.conf' },
    });
    expect(relative.every((path) => path.startsWith('/home/anna/'))).toBe(true);
  });
});
