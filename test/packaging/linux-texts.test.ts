import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  control,
  copyright,
  debianVersion,
  postinst,
  postrm,
  prerm,
} from '../../scripts/lib/linux/control.mjs';
import { spec } from '../../scripts/lib/linux/spec.mjs';
import { desktopEntry, mimeTypes } from '../../scripts/lib/linux/desktop.mjs';

const FACTS = {
  name: 'boat',
  product: 'Boat',
  appId: 'org.example.Boat',
  version: '2.0.0-beta.1',
  synopsis: 'Floats',
  description: 'Floats on water.',
  homepage: 'https://example.org',
  maintainer: 'Somebody <somebody@example.org>',
  entry: { Categories: 'Network;' },
  associations: [{ ext: 'boat', mimeType: 'application/x-boat', description: 'Boats & more' }],
  schemes: ['boat'],
};

describe('what a Debian package says', () => {
  it('names the package, the processor, the size and what it needs', () => {
    const lines = control(FACTS, 'arm64', 1234).split('\n');
    expect(lines).toContain('Package: boat');
    expect(lines).toContain('Version: 2.0.0~beta.1');
    expect(lines).toContain('Architecture: arm64');
    expect(lines).toContain('Installed-Size: 1234');
    expect(lines.find((line) => line.startsWith('Depends: '))).toContain('libgtk-3-0');
    expect(lines.slice(-3)).toEqual(['Description: Floats', ' Floats on water.', '']);
  });

  it.each([
    ['1.0.0', '1.0.0'],
    ['1.0.0-rc.1', '1.0.0~rc.1'],
    ['1.0.0-rc-1', '1.0.0~rc-1'],
  ])('has for version %s the one that sorts like it, %s', (version, debian) => {
    expect(debianVersion(version)).toBe(debian);
  });

  it('gives the licence of each part', () => {
    const licence = 'MIT License\n\nCopyright (c) 2026 Somebody\n\nYou may.\n\nNo warranty.\n';
    const parts = [{ name: 'wood', version: '1.0.0', licence: 'ISC' }];
    const text = copyright(FACTS, licence, parts);
    expect(text).toContain(`\n\n${licence.trim()}\n\n`);
    expect(text).toContain('\n  wood 1.0.0: ISC\n');
  });

  it.each([
    ['after it is installed', postinst(FACTS), 'configure'],
    ['before it is removed', prerm(FACTS), 'remove'],
    ['after it is removed', postrm(), 'remove'],
  ])('runs a script %s that does something only then', (_when, script, word) => {
    expect(script.startsWith('#!/bin/sh\nset -e\n')).toBe(true);
    expect(script).toContain(`[ "$1" = ${word} ]`);
  });
});

describe('what a package for Fedora and openSUSE says', () => {
  const items = [
    { path: '/opt/Boat', kind: 'folder' },
    { path: '/opt/Boat/100% oak', kind: 'file' },
    { path: '/opt/Boat/chrome-sandbox', kind: 'file' },
  ] as const;
  const text = spec(FACTS, items);

  it('names the package, and what only a look into the files cannot tell', () => {
    const lines = text.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['Name: boat', 'Version: 2.0.0~beta.1', 'Requires: libgtk-3.so.0()(64bit)']),
    );
  });

  it('lists its files, of which the sandbox has root’s rights', () => {
    expect(text.slice(text.indexOf('%files'))).toBe(
      '%files\n%defattr(-,root,root,-)\n%dir "/opt/Boat"\n"/opt/Boat/100%% oak"\n' +
        '%attr(4755,root,root) "/opt/Boat/chrome-sandbox"\n',
    );
  });

  it('takes back what it set up only when it is removed, not when a newer one takes its place', () => {
    for (const script of ['%preun', '%postun']) {
      expect(text).toContain(`${script}\nif [ "$1" = 0 ]; then\n`);
    }
  });
});

describe('what a desktop is told', () => {
  it('starts the program with the files and addresses that it is for', () => {
    expect(desktopEntry(FACTS)).toBe(
      '[Desktop Entry]\nType=Application\nName=Boat\nComment=Floats\nExec=/opt/Boat/boat %U\nIcon=boat\nTerminal=false\n' +
        'MimeType=application/x-boat;x-scheme-handler/boat;\nCategories=Network;\n',
    );
  });

  it('tells its files by their extension', () => {
    expect(mimeTypes(FACTS)).toContain('<mime-type type="application/x-boat">');
    expect(mimeTypes(FACTS)).toContain('<comment>Boats &amp; more</comment>');
    expect(mimeTypes(FACTS)).toContain('<glob pattern="*.boat"/>');
  });
});

describe('what software centres are told', () => {
  const file = join(import.meta.dirname, '..', '..', 'assets', 'linux', 'app.evenkeel.Evenkeel.metainfo.xml');

  it('passes their checker, where it is installed', async (test) => {
    const checked = await promisify(execFile)('appstreamcli', ['validate', '--no-net', file]).then(
      () => 'passes',
      (error: unknown) => error,
    );
    if (checked instanceof Error && 'code' in checked && checked.code === 'ENOENT') {
      test.skip('appstreamcli is not installed');
    }
    expect(checked).toBe('passes');
  });
});
