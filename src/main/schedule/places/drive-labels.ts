import { execFile } from 'node:child_process';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** How long a program may take to answer, in milliseconds. */
const ANSWER_MS = 5_000;

/** Where Linux tells of drives. */
export interface LinuxPlaces {
  /** A link to the device of each label. */
  readonly byLabel: string;
  /** What is mounted where. */
  readonly mounts: string;
}

const LINUX: LinuxPlaces = { byLabel: '/dev/disk/by-label', mounts: '/proc/self/mounts' };

const MAC_VOLUMES = '/Volumes';

/** What tells which drives there are on Windows, quickly but without their labels. */
const MOUNT_POINTS = 'mountvol.exe';

const ASK_WINDOWS =
  '[System.IO.DriveInfo]::GetDrives() | Where-Object { $_.IsReady } | ForEach-Object { $_.VolumeLabel }';

/** Tells the labels of the drives whose files can be reached now. */
export interface Drives {
  /** Resolves with none where the system does not tell. Never rejects. */
  readonly labels: () => Promise<ReadonlySet<string>>;
}

/** The drives of a system. */
export function drivesOf(platform: NodeJS.Platform = process.platform): Drives {
  switch (platform) {
    case 'linux':
      return { labels: () => linuxLabels(LINUX) };
    case 'darwin':
      return { labels: () => macLabels(MAC_VOLUMES) };
    case 'win32':
      return new WindowsDrives();
    default:
      return { labels: () => Promise.resolve(new Set()) };
  }
}

/** The labels of the devices that are mounted. Never rejects. */
export async function linuxLabels({ byLabel, mounts }: LinuxPlaces): Promise<ReadonlySet<string>> {
  const links = await readdir(byLabel).catch(() => []);
  if (links.length === 0) return new Set();
  const sources = mountedDevices(await readFile(mounts, 'utf8').catch(() => ''));
  const mounted = new Set(await Promise.all(sources.map((source) => realpath(source).catch(() => source))));
  const found = await Promise.all(
    links.map(async (link) => {
      const device = await realpath(join(byLabel, link)).catch(() => undefined);
      return device !== undefined && mounted.has(device) ? [labelOf(link)] : [];
    }),
  );
  return new Set(found.flat());
}

/** The devices in a list of what is mounted. */
export function mountedDevices(mounts: string): readonly string[] {
  return mounts.split('\n').flatMap((line) => {
    const source = line.split(' ')[0] ?? '';
    return source.startsWith('/dev/') ? [source] : [];
  });
}

/** A label from the name of its link, in which udev writes most characters as the two hexadecimal digits of each byte. */
export function labelOf(link: string): string {
  const bytes = Buffer.from(link, 'utf8').toString('latin1');
  const raw = bytes.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(raw, 'latin1').toString('utf8');
}

/** Each volume has a folder of its name there while it is mounted. Never rejects. */
export async function macLabels(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder).catch(() => []);
  const there = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => undefined);
      return found?.isDirectory() === true ? [name] : [];
    }),
  );
  return new Set(there.flat());
}

/** Labels take a program that is slow to start: it is asked only where drives have come or gone. */
class WindowsDrives implements Drives {
  #mountPoints = '';
  #labels: ReadonlySet<string> = new Set();

  async labels(): Promise<ReadonlySet<string>> {
    const system = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32');
    const mountPoints = await answerOf(join(system, MOUNT_POINTS), []);
    if (mountPoints === this.#mountPoints) return this.#labels;
    const powershell = join(system, 'WindowsPowerShell', 'v1.0', 'powershell.exe');
    const answer = await answerOf(powershell, ['-NoProfile', '-NonInteractive', '-Command', ASK_WINDOWS]);
    if (answer === undefined) return this.#labels;
    this.#mountPoints = mountPoints ?? '';
    this.#labels = new Set(answer.split(/\r?\n/).filter((label) => label !== ''));
    return this.#labels;
  }
}

/** What a program prints; `undefined` where it does not answer. */
async function answerOf(program: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const options = { timeout: ANSWER_MS, windowsHide: true, maxBuffer: 1_048_576 };
    return (await promisify(execFile)(program, args, options)).stdout;
  } catch {
    return undefined;
  }
}
