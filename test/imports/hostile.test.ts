import { describe, expect, it } from 'vitest';
import { MOST_FOUND } from '../../src/main/profiles/imports/read-import.js';
import { profilesIn, read, skippedIn } from './support.js';

const server = (inside: string): string =>
  `<FileZilla3><Servers><Server><Host>example.com</Host><Port>21</Port><Protocol>1</Protocol><User>anna</User><Logontype>1</Logontype>${inside}</Server></Servers></FileZilla3>`;

const pair = (folder: string): string =>
  `<FreeFileSync XmlType="GUI"><FolderPairs><Pair><Left>/a</Left><Right>${folder}</Right></Pair></FolderPairs></FreeFileSync>`;

describe('a hostile file', () => {
  it('with entities that grow is refused, not expanded', () => {
    const laughs = Array.from(
      { length: 20 },
      (_each, at) => `<!ENTITY l${at + 1} "&l${at};&l${at};&l${at};&l${at};">`,
    );
    const doctype = `<!DOCTYPE FileZilla3 [<!ENTITY l0 "ha">${laughs.join('')}]>`;
    expect(read(`<?xml version="1.0"?>${doctype}${server('<Name>&l20;</Name>')}`)).toEqual({
      kind: 'damaged',
      program: 'filezilla',
    });
  });

  it('with an entity that is another file is refused, not read', () => {
    const doctype = '<!DOCTYPE FileZilla3 [<!ENTITY x SYSTEM "file:///etc/hostname">]>';
    expect(read(`${doctype}${server('<Name>&x;</Name>')}`)).toEqual({
      kind: 'damaged',
      program: 'filezilla',
    });
  });

  it('that is nested without an end is refused', () => {
    const depth = 200_000;
    const text = `<FileZilla3><Servers>${'<Folder>'.repeat(depth)}${'</Folder>'.repeat(depth)}</Servers></FileZilla3>`;
    expect(read(text)).toEqual({ kind: 'damaged', program: 'filezilla' });
    expect(read('['.repeat(depth)).kind).toBe('unknown');
  });

  it.each([
    ['{"__proto__": {"host": "evil"}, "host": "example.com", "remotePath": "/a"}'],
    ['{"host": "example.com", "remotePath": "/a", "profiles": {"__proto__": {"password": "x"}, "live": {}}}'],
    ['{"host": "example.com", "remotePath": "/a", "constructor": {"prototype": {"polluted": true}}}'],
  ])('changes no prototype: %s', (text) => {
    const file = read(text);
    expect(profilesIn(file)).toMatchObject([{ remoteFolder: 'sftp://example.com/a', secrets: {} }]);
    expect({}).not.toHaveProperty('host');
    expect({}).not.toHaveProperty('polluted');
  });

  it('has sections and values of any name', () => {
    const file = read('[__proto__]\ntype = sftp\nhost = example.com\n__proto__ = x\nconstructor = y\n');
    expect(profilesIn(file)).toMatchObject([{ name: '__proto__', remoteFolder: 'sftp://example.com' }]);
  });

  it('leads to no other server, folder or command than it says', () => {
    for (const host of ['a@b', 'a/b', 'a b', '-x\ny', 'a?b', 'a#b', '']) {
      const escaped = host.replaceAll('\n', '&#10;');
      const file = read(server('').replace('example.com', escaped));
      expect(profilesIn(file)).toEqual([]);
    }
    expect(skippedIn(read(server('<RemoteDir>1 0 2 .. 3 etc</RemoteDir>')))).toEqual([
      'example.com: address',
    ]);
  });

  it('has no password of two lines', () => {
    const pass = Buffer.from('x\r\nDELE y').toString('base64');
    expect(profilesIn(read(server(`<Pass encoding="base64">${pass}</Pass>`)))).toMatchObject([
      { secrets: {}, notes: [{ kind: 'secret-unreadable' }] },
    ]);
  });

  it('makes no profile run by itself, nor trust a server', () => {
    const file = read(
      'tasks:\n  a:\n    command: upload\n    remote: ftps://example.com/a\n    yes: true\n    trust: ' +
        'ab'.repeat(32),
    );
    expect(profilesIn(file)).toMatchObject([
      { options: { unattended: false }, notes: [{ kind: 'unused', settings: ['trust', 'yes'] }] },
    ]);
    expect(profilesIn(file)[0]).not.toHaveProperty('trustedCertificate');
  });

  it('with too many entries is cut', () => {
    const one = 'machine example.com login anna password x\n';
    const file = read(one.repeat(MOST_FOUND + 5));
    expect(profilesIn(file)).toHaveLength(MOST_FOUND);
  });

  it('that is too large is not read', () => {
    const machine = 'machine example.com login anna password x\n';
    expect(read(machine.repeat(90_000)).kind).toBe('found');
    expect(read(machine.repeat(100_000)).kind).toBe('unknown');
    expect(read(Buffer.alloc(20_000_001, ' '))).toEqual({ kind: 'unknown' });
  });

  it.each(['#\n', ' ', '<', '[', '{', '"', '\\', 'Host ', 'machine ', 'tasks:{', '[a]\ntype='])(
    'of nothing but %j is refused or read, and ends',
    (part) => {
      expect(() => read(part.repeat(Math.floor(3_900_000 / part.length)))).not.toThrow();
    },
  );

  it.each([
    ['an address of nothing but colons', server('').replace('example.com', `${':'.repeat(300_000)}!`)],
    ['the same for a folder', pair(`sftp://${':'.repeat(300_000)}!`)],
    ['a folder of nothing but slashes', pair(`sftp://example.com/${'/'.repeat(300_000)}..`)],
    ['a host behind a line of blanks', `Host a!\nHost${' '.repeat(300_000)}a!\u2028`],
  ])('with %s is read in one go', (_what, text) => {
    expect(profilesIn(read(text))).toEqual([]);
  });

  it('with a line of millions of characters is refused', () => {
    const key = '[HKEY_CURRENT_USER\\Software\\Martin Prikryl\\WinSCP 2\\Sessions\\a]';
    const line = `"HostName"="${'\\\\'.repeat(1_900_000)}`;
    expect(profilesIn(read(`REGEDIT4\n${key}\n${line}`))).toEqual([]);
    expect(profilesIn(read(`machine "${'x'.repeat(3_900_000)}`))).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['bytes', '\0\u0001\u0002'],
    ['another XML', '<html><body/></html>'],
    ['XML that ends early', '<FileZilla3><Servers>'],
    ['settings of FreeFileSync itself', '<FreeFileSync XmlType="GLOBAL"><FolderPairs/></FreeFileSync>'],
    ['another JSON', '{"name": "x"}'],
    ['JSON with nothing', '[]'],
    ['a text', 'Dear Anna,\nhost: nothing'],
    ['another registry', 'REGEDIT4\n[HKEY_CURRENT_USER\\x]\n'],
    ['a YAML that is none', 'tasks: [\n'],
  ])('that is %s has no profiles', (_what, text) => {
    expect(profilesIn(read(text))).toEqual([]);
  });

  it('of rclone that is encrypted as a whole is told apart', () => {
    const text = '# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\nAAAA\n';
    expect(read(text)).toEqual({ kind: 'encrypted', program: 'rclone' });
  });
});
