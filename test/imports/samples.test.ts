import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importedLines } from '../../src/main/profiles/imports/summary-lines.js';
import { profilesIn, read, readSample, SAMPLES, skippedIn } from './support.js';

describe('sites of FileZilla', () => {
  it('are taken over in their folders, with bookmarks as further profiles', async () => {
    const file = await readSample('filezilla-3.66.xml');
    expect(file).toMatchObject({ kind: 'found', program: 'filezilla' });
    expect(profilesIn(file)).toMatchObject([
      {
        name: 'Website',
        group: 'Customers / Bäckerei',
        localFolder: '/home/anna/Sites/bäckerei',
        remoteFolder: 'ftps://ftp.example.com/var/www/my%20folder',
        userName: 'web42',
        mode: 'two-way',
        secrets: { password: 'König&"<secret>' },
        notes: [{ kind: 'tls-required' }],
      },
      {
        name: 'Website – Logs',
        localFolder: '/home/anna/logs',
        remoteFolder: 'ftps://ftp.example.com/logs',
        secrets: { password: 'König&"<secret>' },
      },
      {
        name: 'Build server',
        localFolder: '',
        remoteFolder: 'sftp://sftp.example.org:2222/',
        options: { line: { privateKeyFile: '/home/anna/.ssh/deploy.ppk' } },
        secrets: {},
        notes: [],
      },
      {
        name: 'Old server',
        remoteFolder: 'ftps://[2001:db8::7]:990',
        options: { connections: 3, line: { tls: 'implicit', ftpMode: 'active', encoding: 'windows-1252' } },
        secrets: {},
        notes: [{ kind: 'master-password' }, { kind: 'commands' }, { kind: 'time-zone' }],
      },
      { name: 'Mirror', remoteFolder: 'ftp://public.example.net', userName: '', secrets: {}, notes: [] },
    ]);
    expect(skippedIn(file)).toEqual(['Backups: protocol']);
  });

  it('of its first versions as well', async () => {
    expect(profilesIn(await readSample('filezilla-3.0.xml'))).toMatchObject([
      {
        name: 'Shop',
        group: 'Work',
        localFolder: 'C:\\Users\\anna\\site',
        remoteFolder: 'ftps://ftp.example.com:2121/httpdocs%20x',
        secrets: { password: 'plain s3cret' },
        notes: [],
      },
    ]);
  });
});

describe('sessions of WinSCP', () => {
  it('are taken over from its INI file', async () => {
    const file = await readSample('winscp-6.ini');
    expect(profilesIn(file)).toMatchObject([
      {
        name: 'My shop',
        group: 'Customers',
        localFolder: 'C:\\Sites\\shop',
        remoteFolder: 'ftps://ftp.example.com/httpdocs/my%20shop',
        userName: 'web42',
        options: { line: { tls: 'explicit' } },
        secrets: { password: 's3cret' },
        notes: [],
      },
      {
        name: 'Bäckerei',
        localFolder: 'C:\\Sites\\Bäckerei',
        remoteFolder: 'ftps://ftp.example.org:990/',
        options: {
          line: { tls: 'implicit', ftpMode: 'active', proxy: 'socks5://anna@proxy.example.com:1080' },
        },
        secrets: { password: 'pässwörd', proxy: 'pr0xy-s3cret' },
        notes: [{ kind: 'commands' }],
      },
      {
        name: 'Build',
        localFolder: '',
        remoteFolder: 'sftp://build.example.net',
        userName: 'anna',
        options: { line: { privateKeyFile: 'C:\\Users\\anna\\.ssh\\id.ppk' } },
        notes: [
          { kind: 'tunnel' },
          { kind: 'relative-remote', path: 'www' },
          { kind: 'unused', settings: ['Compression', 'SendBuf'] },
        ],
      },
      { name: 'Locked', secrets: {}, notes: [{ kind: 'master-password' }] },
    ]);
    expect(skippedIn(file)).toEqual(['Cloud: protocol']);
  });

  it('are taken over from the registry, and those of PuTTY are not', async () => {
    expect(profilesIn(await readSample('winscp-registry.reg'))).toMatchObject([
      {
        name: 'My shop',
        group: 'Customers',
        localFolder: 'C:\\Sites\\shop',
        remoteFolder: 'ftp://ftp.example.com/httpdocs',
        secrets: { password: 's3cret' },
      },
    ]);
  });
});

describe('pairs of FreeFileSync', () => {
  it('are taken over, each with its own settings before the common ones', async () => {
    const file = await readSample('freefilesync-14.ffs_gui');
    const patterns = ['/System Volume Information/', '/$Recycle.Bin/', 'thumbs.db', '*.tmp', '/cache/'];
    expect(profilesIn(file)).toMatchObject([
      {
        name: 'freefilesync-14 1',
        localFolder: '/home/anna/site',
        remoteFolder: 'sftp://sftp.example.com:2222/var/www',
        userName: 'web@42',
        mode: 'upload',
        deleteExtra: true,
        options: {
          force: true,
          patterns,
          maxSizeBytes: 500 * 1024 * 1024,
          maxAgeDays: 30,
          versions: { kind: 'on', days: 90 },
        },
        secrets: { password: 's3cret' },
        notes: [
          { kind: 'versions-folder', path: '/home/anna/old versions' },
          { kind: 'commands' },
          { kind: 'unused', settings: ['EmailNotification'] },
        ],
      },
      {
        localFolder: '/home/anna/photos',
        remoteFolder: 'ftps://ftp.example.com/photos',
        mode: 'download',
        deleteExtra: false,
        options: { comparison: 'content', matchNames: ['*.jpg', '*.png'], minSizeBytes: 1024, patterns },
        notes: [{ kind: 'links' }, { kind: 'time-shift' }, { kind: 'versions-kept' }, {}, {}],
      },
      {
        localFolder: '',
        remoteFolder: 'sftp://nas.example.com/',
        mode: 'two-way',
        options: { line: { privateKeyFile: '/home/anna/.ssh/id_ed25519' } },
        secrets: { passphrase: 'open sesame' },
        notes: [{ kind: 'no-local-folder' }, {}, {}, {}],
      },
      {
        localFolder: '/home/anna/music',
        remoteFolder: '/media/anna/stick/music',
        mode: 'upload',
        secrets: {},
      },
    ]);
    expect(skippedIn(file)).toEqual(['freefilesync-14 5: protocol', 'freefilesync-14 6: two-servers']);
  });

  it('with a filter of their own keep it beside the common one, in one profile', async () => {
    const file = await readSample('freefilesync-14-pairs.ffs_gui');
    const [joined, apart, ...others] = profilesIn(file);
    expect(others).toEqual([]);
    expect(joined).toMatchObject({
      localFolder: '/home/anna/site',
      options: { patterns: ['*.tmp'], matchNames: [] },
      ownFilters: { patterns: ['/cache/'], matchNames: [] },
      pairs: [
        { localFolder: '/home/anna/config' },
        { localFolder: '/home/anna/photos', ownFilters: { patterns: [], matchNames: ['*.jpg', '*.png'] } },
      ],
    });
    expect(joined?.pairs?.[0]).not.toHaveProperty('ownFilters');
    expect(joined && importedLines(joined, 'keyring')).toEqual(
      expect.arrayContaining([
        'Excludes: 1 pattern',
        'In “site”: excludes: 1 pattern',
        'In “photos”: only files named *.jpg, *.png',
      ]),
    );
    // A limit of size of its own cannot stand in one profile with the others.
    expect(apart).toMatchObject({
      localFolder: '/home/anna/videos',
      options: { patterns: ['*.tmp', '/raw/'], maxSizeBytes: 100 * 1024 * 1024 },
    });
    expect(apart).not.toHaveProperty('ownFilters');
  });

  it('of version 10, as a batch job', async () => {
    expect(profilesIn(await readSample('freefilesync-10.ffs_batch'))).toMatchObject([
      {
        name: 'freefilesync-10',
        remoteFolder: 'sftp://192.0.2.7/srv/shop',
        mode: 'upload',
        deleteExtra: false,
        options: { force: false, comparison: 'size', links: 'follow', patterns: ['node_modules/'] },
        notes: [{ kind: 'include-filter', filters: ['/public/*'] }, { kind: 'age-filter' }, {}],
      },
    ]);
  });

  it('of version 6, which wrote them in another way', async () => {
    expect(profilesIn(await readSample('freefilesync-6.ffs_gui'))).toMatchObject([
      {
        localFolder: '/home/anna/docs',
        remoteFolder: '/media/backup/docs',
        mode: 'upload',
        deleteExtra: true,
        options: { comparison: 'content', patterns: ['desktop.ini'] },
      },
    ]);
  });
});

it('remotes of rclone are taken over with their passwords, where they are FTP or SFTP', async () => {
  const file = await readSample('rclone.conf');
  expect(profilesIn(file)).toMatchObject([
    {
      name: 'shop',
      remoteFolder: 'ftps://ftp.example.com',
      userName: 'web42',
      options: { connections: 4 },
      secrets: { password: 's3cret' },
      notes: [],
    },
    {
      name: 'nas',
      remoteFolder: 'sftp://nas.example.com:2222',
      options: {
        line: { privateKeyFile: '/home/anna/.ssh/id_ed25519', proxy: 'socks5://anna@proxy.example.com:1080' },
      },
      secrets: { passphrase: 'open sesame', proxy: 'pr0xy' },
      notes: [{ kind: 'commands' }],
    },
    {
      name: 'old',
      remoteFolder: 'ftps://old.example.com:990',
      options: { line: { tls: 'implicit' } },
      secrets: {},
      notes: [{ kind: 'secret-unreadable' }, { kind: 'certificate-check' }, { kind: 'unused' }],
    },
    { name: 'inline', secrets: {}, notes: [{ kind: 'inline-key' }] },
  ]);
  expect(skippedIn(file)).toEqual(['photos: protocol']);
});

it('tasks of pyftpsync are taken over as the command line means them', async () => {
  const file = await readSample('pyftpsync.yaml', '/srv/project');
  expect(profilesIn(file)).toMatchObject([
    {
      name: 'publish',
      localFolder: '/srv/project/site',
      remoteFolder: 'ftps://ftp.example.com/httpdocs',
      userName: 'web42',
      mode: 'upload',
      deleteExtra: true,
      options: { force: true, patterns: ['.DS_Store', '.git'] },
      secrets: { password: 's3cret' },
    },
    {
      name: 'photos',
      localFolder: '/srv/project',
      remoteFolder: 'sftp://nas.example.com/photos',
      mode: 'two-way',
      options: { resolve: 'newer', matchNames: ['*.jpg'] },
    },
  ]);
  expect(skippedIn(file)).toEqual(['look: tree', 'broken: task']);
  expect(JSON.stringify(file)).toContain('detele');
});

it('servers of VS Code are taken over, each of its profiles by itself', async () => {
  const file = await readSample('sftp.json', '/home/anna/project/.vscode');
  expect(profilesIn(file)).toMatchObject([
    {
      name: 'Shop',
      localFolder: '/home/anna/project/public',
      remoteFolder: 'sftp://sftp.example.com:2222/var/www/shop',
      mode: 'upload',
      deleteExtra: true,
      options: { connections: 2, patterns: ['.vscode', '.git', '*.log'] },
      secrets: { password: 's3cret', passphrase: 'open sesame' },
      notes: [
        { kind: 'tunnel' },
        { kind: 'commands' },
        { kind: 'ignore-file', path: '.gitignore' },
        { kind: 'when-saved' },
        { kind: 'unused', settings: ['filePerm'] },
      ],
    },
    {
      name: 'Blog – staging',
      localFolder: '/home/anna/project',
      remoteFolder: 'ftps://ftp.example.com:990/staging',
    },
    {
      name: 'Blog – live',
      remoteFolder: 'ftps://live.example.com:990',
      notes: [{ kind: 'relative-remote', path: 'htdocs' }],
    },
  ]);
  expect(skippedIn(file)).toEqual(['Here: protocol']);
  expect(profilesIn(await readSample('sftp.json', '/tmp'))).toMatchObject([
    { localFolder: '' },
    { localFolder: '' },
    { localFolder: '' },
  ]);
});

it('hosts of ssh are taken over by the names that they have there', async () => {
  expect(profilesIn(await readSample('ssh_config'))).toMatchObject(
    ['web', 'shop', 'nas'].map((name) => ({
      name,
      remoteFolder: `sftp://${name}`,
      userName: '',
      options: { line: { privateKeyFile: null } },
    })),
  );
});

it('machines of a .netrc are taken over with their passwords, and its macros are not', async () => {
  const file = await readSample('netrc');
  expect(profilesIn(file)).toMatchObject([
    { remoteFolder: 'ftps://ftp.example.com', userName: 'anna', secrets: { password: 's3cret' } },
    { remoteFolder: 'ftps://files.example.org', userName: 'web42', secrets: { password: 'two words' } },
  ]);
  expect(JSON.stringify(file)).not.toContain('touch');
});

it('no command of any program is in what was found', async () => {
  for (const sample of [
    'filezilla-3.66.xml',
    'winscp-6.ini',
    'freefilesync-14.ffs_gui',
    'rclone.conf',
    'ssh_config',
  ]) {
    const text = JSON.stringify(await readSample(sample));
    for (const command of ['UMASK', 'umask', 'shutdown', 'touch', 'ProxyCommand'])
      expect(text).not.toContain(command);
  }
  expect(JSON.stringify(await readSample('sftp.json'))).not.toContain('rm -rf');
});

it('a file is known by what is in it, whatever it is called and however its lines end', async () => {
  for (const [sample, program] of [
    ['winscp-6.ini', 'winscp'],
    ['rclone.conf', 'rclone'],
    ['netrc', 'netrc'],
    ['ssh_config', 'ssh'],
    ['pyftpsync.yaml', 'pyftpsync'],
    ['sftp.json', 'vscode-sftp'],
    ['filezilla-3.66.xml', 'filezilla'],
  ] as const) {
    const text = await readFile(join(SAMPLES, sample), 'utf8');
    for (const written of [text.replaceAll(/\r?\n/g, '\r\n'), `\uFEFF${text}`, text.replaceAll('\r', '')]) {
      const file = read(written, { file: 'renamed.txt', folder: '/x' });
      expect(file).toMatchObject({ kind: 'found', program });
      expect(profilesIn(file).length).toBeGreaterThan(0);
    }
  }
});
