import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import { IN_BACKGROUND } from '../launch/launch-arguments.js';

/** Has the system start the application in the background when its user signs in, or no longer. Rejects where it refuses. */
export async function startAtLogin(wanted: boolean): Promise<void> {
  // In a checkout the program is Electron, which has to be told what to start.
  const args = app.isPackaged ? [IN_BACKGROUND] : [app.getAppPath(), IN_BACKGROUND];
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, args });
    return;
  }
  const folder = join(app.getPath('appData'), 'autostart');
  const file = join(folder, 'evenkeel.desktop');
  if (!wanted) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(folder, { recursive: true });
  // An AppImage is mounted elsewhere at each start.
  const program = process.env['APPIMAGE'] ?? process.execPath;
  await writeFile(file, desktopEntry([program, ...args]));
}

/** The entry that the desktop starts at sign-in (freedesktop.org, Desktop Application Autostart). */
function desktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Evenkeel',
    `Exec=${command.map(quoted).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    'Terminal=false',
    '',
  ].join('\n');
}

/** As the specification quotes an argument: within the quotes of the key a string, in which a backslash stands twice. */
function quoted(argument: string): string {
  const inner = argument.replace(/(["`$\\])/g, String.raw`\$1`).replaceAll('%', '%%');
  return `"${inner.replaceAll('\\', String.raw`\\`)}"`;
}
