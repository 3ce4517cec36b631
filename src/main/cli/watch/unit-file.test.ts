import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { describe, expect, it } from 'vitest';
import { canBeWritten, unitFile, type Startable } from './unit-file.js';

const START: Startable = {
  program: ['/opt/Evenkeel/evenkeel-app', '/opt/Evenkeel/resources/app.asar/out/main/cli.js'],
  words: ['watch', '--profile', 'Anna’s 100 % “site” & $HOME', '--every', '60'],
  folder: '/home/anna/My files',
};
const LINUX = { platform: 'linux', homeFolder: '/home/anna', env: {} } as const;
const MAC = { platform: 'darwin', homeFolder: '/Users/anna', env: {} } as const;
const WINDOWS = {
  platform: 'win32',
  homeFolder: 'C:\\Users\\anna',
  env: { LOCALAPPDATA: 'C:\\Users\\anna\\AppData\\Local' },
} as const;

describe('what starts watch at sign-in', () => {
  it('is a user’s unit for systemd, in which every word stays one', () => {
    const unit = unitFile('Ännä’s Site!', START, LINUX);
    expect(unit.path).toBe('/home/anna/.config/systemd/user/evenkeel-anna-s-site.service');
    expect(unit.text).toContain(
      'ExecStart="/opt/Evenkeel/evenkeel-app" "/opt/Evenkeel/resources/app.asar/out/main/cli.js" "watch" "--profile" "Anna’s 100 %% “site” & $$HOME" "--every" "60"\n',
    );
    expect(unit.text).toContain('WorkingDirectory=/home/anna/My files\n');
    expect(unit.text).toContain('Environment=ELECTRON_RUN_AS_NODE=1\n');
    expect(unit.begin).toBe('systemctl --user enable --now evenkeel-anna-s-site.service');
  });

  it('escapes what systemd would read as its own', () => {
    const words = ['watch', 'a"b\\c', 'ftp://example.com/%41'];
    expect(unitFile('x', { ...START, words }, LINUX).text).toContain(
      '"watch" "a\\"b\\\\c" "ftp://example.com/%%41"\n',
    );
  });

  it('lies where XDG_CONFIG_HOME says', () => {
    const env = { XDG_CONFIG_HOME: '/conf' };
    expect(unitFile('x', START, { ...LINUX, env }).path).toBe('/conf/systemd/user/evenkeel-x.service');
  });

  it('is an agent for launchd, as sound XML', () => {
    const unit = unitFile('Site', START, MAC);
    expect(unit.path).toBe('/Users/anna/Library/LaunchAgents/app.evenkeel.watch.site.plist');
    const root = parseXml(unit.text).root;
    const words = textsOf(root, 'string');
    expect(words).toEqual(expect.arrayContaining([...START.program, ...START.words, START.folder]));
  });

  it('is a task for Windows, as sound XML', () => {
    const program = ['C:\\Program Files\\Evenkeel\\Evenkeel.exe', 'C:\\cli.js'];
    const unit = unitFile(
      'Site',
      { program, words: ['watch', 'C:\\a & b', 'D:\\b'], folder: 'C:\\' },
      WINDOWS,
    );
    expect(unit.path).toBe('C:\\Users\\anna\\AppData\\Local\\Evenkeel\\watch-site.xml');
    expect(textsOf(parseXml(unit.text).root, 'Arguments')).toEqual([
      '/d /s /c "set ELECTRON_RUN_AS_NODE=1&& "C:\\Program Files\\Evenkeel\\Evenkeel.exe" "C:\\cli.js" "watch" "C:\\a & b" "D:\\b""',
    ]);
  });

  it.each([
    ['linux', 'a\nExecStartPre=rm', false],
    ['linux', 'a%b"c', true],
    ['win32', 'a%PATH%', false],
    ['win32', 'a"b', false],
    ['win32', 'C:\\a\\', false],
    ['win32', 'C:\\a', true],
  ] as const)('on %s can hold %j: %s', (platform, word, can) => {
    expect(canBeWritten({ program: ['p'], words: [word], folder: 'f' }, platform)).toBe(can);
  });
});

function textsOf(element: XmlElement | null, name: string): readonly string[] {
  if (element === null) return [];
  const own = element.name === name ? [element.text] : [];
  return [
    ...own,
    ...element.children.flatMap((child) => (child instanceof XmlElement ? textsOf(child, name) : [])),
  ];
}
