import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** How long a program may take to answer, in milliseconds. */
const ANSWER_MS = 5_000;

const NETWORK_MANAGER = 'org.freedesktop.NetworkManager';
const NETWORK_MANAGER_PATH = '/org/freedesktop/NetworkManager';

/** NetworkManager's `NMMetered` of the connection that leads to the internet: yes, and guessed yes. */
const METERED_NUMBERS = ['1', '3'];

/** What Windows calls the costs of a connection that is paid for by volume, or has only so much of it. */
const METERED_COSTS = ['Fixed', 'Variable'];

const ASK_WINDOWS = [
  '[void][Windows.Networking.Connectivity.NetworkInformation, Windows, ContentType = WindowsRuntime]',
  '$p = [Windows.Networking.Connectivity.NetworkInformation]::GetInternetConnectionProfile()',
  'if ($p) { [string]$p.GetConnectionCost().NetworkCostType }',
].join('; ');

/** A program that knows, and what is understood of its answer. */
interface Source {
  readonly program: string;
  readonly args: readonly string[];
  /** `undefined` where the answer says nothing. */
  readonly understand: (answer: string) => boolean | undefined;
}

/**
 * Whether the connection to the internet is metered; `undefined` where this system does not tell: Windows does, Linux where NetworkManager runs, macOS
 * does not. Takes five seconds at most for each program that is asked. Never rejects.
 */
export async function isMetered(platform: NodeJS.Platform = process.platform): Promise<boolean | undefined> {
  for (const { program, args, understand } of sourcesOn(platform)) {
    try {
      const options = { timeout: ANSWER_MS, windowsHide: true, maxBuffer: 65_536 };
      const { stdout } = await promisify(execFile)(program, args, options);
      const metered = understand(stdout);
      if (metered !== undefined) return metered;
    } catch {
      // The program is not there, or knows of no NetworkManager: the next one may.
    }
  }
  return undefined;
}

function sourcesOn(platform: NodeJS.Platform): readonly Source[] {
  switch (platform) {
    case 'linux':
      return [
        {
          program: 'busctl',
          args: [
            '--auto-start=no',
            'get-property',
            NETWORK_MANAGER,
            NETWORK_MANAGER_PATH,
            NETWORK_MANAGER,
            'Metered',
          ],
          understand: (answer) => ofNumber(/^u (\d)\s*$/, answer),
        },
        {
          program: 'gdbus',
          args: [
            'call',
            '--system',
            ...['--dest', NETWORK_MANAGER, '--object-path', NETWORK_MANAGER_PATH],
            ...['--method', 'org.freedesktop.DBus.Properties.Get', NETWORK_MANAGER, 'Metered'],
          ],
          understand: (answer) => ofNumber(/^\(<uint32 (\d)>,\)\s*$/, answer),
        },
      ];
    case 'win32':
      return [
        {
          program: join(
            process.env['SystemRoot'] ?? 'C:\\Windows',
            'System32',
            'WindowsPowerShell',
            'v1.0',
            'powershell.exe',
          ),
          args: ['-NoProfile', '-NonInteractive', '-Command', ASK_WINDOWS],
          understand: (answer) => (answer.trim() === '' ? undefined : METERED_COSTS.includes(answer.trim())),
        },
      ];
    default:
      return [];
  }
}

/** 0 is NetworkManager's word for not knowing. */
function ofNumber(pattern: RegExp, answer: string): boolean | undefined {
  const number = pattern.exec(answer)?.[1];
  return number === undefined || number === '0' ? undefined : METERED_NUMBERS.includes(number);
}
