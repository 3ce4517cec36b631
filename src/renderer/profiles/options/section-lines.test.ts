import { describe, expect, it } from 'vitest';
import { valuesOf, type FormValues } from '../form.js';
import { SECTIONS, sectionLine, type Section } from './section-lines.js';

const NEW = { ...valuesOf(undefined), remoteFolder: 'ftp://example.org' };

describe('what a closed section says', () => {
  it.each<[Section, Partial<FormValues>, string]>([
    ['direction', {}, 'Changes are copied both ways, deletions included'],
    [
      'direction',
      { mode: 'upload', deleteExtra: true, force: true },
      'Changes are uploaded; the local side is not changed; extra items are deleted; changes on the other side are overwritten',
    ],
    ['filters', {}, 'Excluded: .git, .hg and 2 more, system files'],
    ['filters', { leaveOut: '', takeSystem: true }, 'Nothing is excluded'],
    ['filters', { leaveOut: '# notes\n*.tmp', takeSystem: true }, 'Excluded: *.tmp'],
    ['filters', { leaveOut: 'a\nb', takeSystem: true, onlyNames: ' *.jpg ' }, 'Excluded: a, b; only *.jpg'],
    ['filters', { leaveOut: '', largest: '10 MB' }, 'Excluded: system files; limits on size or age'],
    ['comparing', { comparison: 'content' }, 'Files are compared by content, which is slow'],
    ['links', {}, 'Symbolic links are skipped; permissions stay as they are'],
    ['conflicts', {}, 'You are asked about files changed on both sides'],
    [
      'conflicts',
      { resolve: 'newer', firstSync: 'local' },
      'The newer file wins; different at the first sync: the local side wins',
    ],
    ['line', {}, 'Automatic number of connections; full speed'],
    [
      'line',
      {
        remoteFolder: 'ftps://example.org',
        tls: 'implicit',
        connections: '6',
        speed: '1 MB',
        proxy: 'socks5://p:1080',
      },
      'Up to 6 connections; at most 1 MB per second; implicit TLS; through a proxy',
    ],
    ['line', { remoteFolder: '/mnt/nas' }, 'Full speed'],
    ['versions', {}, 'Deleted and replaced files are kept for 30 days'],
    ['versions', { keepVersions: false }, 'Deleted and replaced files are not kept: a sync can’t be undone'],
    ['ownFiles', { noLock: true, writesInPlace: true }, 'Files are written in place; no lock'],
    ['syncNow', { unattended: true }, 'Runs without a preview from the menu and tray'],
    ['deletions', {}, 'Stops before deleting more than 25 % and more than 10 files'],
  ])('%s with %j: %s', (section, part, line) => {
    expect(sectionLine(section, { ...NEW, ...part })).toBe(line);
  });

  it('is never empty', () => {
    for (const section of SECTIONS) expect(sectionLine(section, NEW)).not.toBe('');
  });
});
