import { posix, win32 } from 'node:path';

/** How a command is started again, by somebody who knows nothing of this shell. */
export interface Startable {
  /** The runtime and the script that it runs. */
  readonly program: readonly string[];
  /** What follows: `watch` and all that was typed with it. */
  readonly words: readonly string[];
  /** The folder that relative paths start at. */
  readonly folder: string;
}

/** Where the system looks for what it starts when somebody signs in. */
export interface UnitPlace {
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What the system has to be given to start a command whenever somebody signs in. */
export interface UnitFile {
  /** An absolute path. */
  readonly path: string;
  readonly text: string;
  /** The command that puts it in force, and the one that ends it. */
  readonly begin: string;
  readonly end: string;
}

/** The unit for systemd, launchd or the Windows task scheduler. `name` is for people: letters and digits of it are used. */
export function unitFile(name: string, start: Startable, place: UnitPlace): UnitFile {
  const slug = slugOf(name);
  switch (place.platform) {
    case 'darwin':
      return launchAgent(slug, start, place);
    case 'win32':
      return scheduledTask(slug, start, place);
    default:
      return systemdUnit(slug, start, place);
  }
}

/** The runtime is Electron's, where it is not Node's: to that, this says that no window is meant. */
const AS_NODE = 'ELECTRON_RUN_AS_NODE';

/** See systemd.service(5), “Command lines”, and systemd.exec(5). */
function systemdUnit(slug: string, start: Startable, { homeFolder, env }: UnitPlace): UnitFile {
  const config = env['XDG_CONFIG_HOME'] ?? posix.join(homeFolder, '.config');
  const unit = `evenkeel-${slug}.service`;
  const quoted = (word: string): string =>
    `"${word.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
  const command = [...start.program, ...start.words].map(quoted).join(' ');
  return {
    path: posix.join(config, 'systemd', 'user', unit),
    text: `[Unit]
Description=Evenkeel keeps ${slug} in sync
After=network-online.target

[Service]
WorkingDirectory=${start.folder.replaceAll('%', '%%')}
Environment=${AS_NODE}=1
ExecStart=${command}
Restart=on-failure
RestartSec=60
SuccessExitStatus=3

[Install]
WantedBy=default.target
`,
    begin: `systemctl --user enable --now ${unit}`,
    end: `systemctl --user disable --now ${unit}`,
  };
}

/** See launchd.plist(5). */
function launchAgent(slug: string, start: Startable, { homeFolder }: UnitPlace): UnitFile {
  const label = `app.evenkeel.watch.${slug}`;
  const path = posix.join(homeFolder, 'Library', 'LaunchAgents', `${label}.plist`);
  const words = [...start.program, ...start.words].map((word) => `    <string>${inXml(word)}</string>`);
  return {
    path,
    text: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${label}</string>
  <key>ProgramArguments</key>
  <array>
${words.join('\n')}
  </array>
  <key>WorkingDirectory</key>
  <string>${inXml(start.folder)}</string>
  <key>EnvironmentVariables</key>
  <dict>
    <key>${AS_NODE}</key>
    <string>1</string>
  </dict>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>60</integer>
</dict>
</plist>
`,
    begin: `launchctl bootstrap gui/$UID "${path}"`,
    end: `launchctl bootout gui/$UID/${label}`,
  };
}

/**
 * See “Task Scheduler Schema”. A task cannot have an environment of its own, so a shell sets the one variable; a word with a `%` or a
 * quotation mark in it would not reach the program as it is.
 */
function scheduledTask(slug: string, start: Startable, { homeFolder, env }: UnitPlace): UnitFile {
  const data = env['LOCALAPPDATA'] ?? win32.join(homeFolder, 'AppData', 'Local');
  const path = win32.join(data, 'Evenkeel', `watch-${slug}.xml`);
  const name = `Evenkeel watch ${slug}`;
  const command = [...start.program, ...start.words].map((word) => `"${word}"`).join(' ');
  return {
    path,
    text: `<?xml version="1.0" encoding="UTF-8"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <LogonTrigger />
  </Triggers>
  <Settings>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions>
    <Exec>
      <Command>cmd.exe</Command>
      <Arguments>${inXml(`/d /s /c "set ${AS_NODE}=1&& ${command}"`)}</Arguments>
      <WorkingDirectory>${inXml(start.folder)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`,
    begin: `schtasks /Create /TN "${name}" /XML "${path}"`,
    end: `schtasks /Delete /TN "${name}"`,
  };
}

/** Whether each word reaches the program as it is, from the kind of file that this system has. */
export function canBeWritten({ program, words, folder }: Startable, platform: NodeJS.Platform): boolean {
  const all = [...program, ...words, folder];
  // A line break would begin another setting.
  if (all.some((word) => /\p{Cc}/u.test(word))) return false;
  return platform !== 'win32' || !all.some((word) => /[%"]|\\$/.test(word));
}

function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return slug === '' ? 'folders' : slug;
}

function inXml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
