// @ts-check
import { writeFile } from 'node:fs/promises';
import { inRoot } from '../lib/root.mjs';

/**
 * Writes what was measured as a page.
 * @param {readonly { title: string, reach: string, seconds: Readonly<Record<string, number>>, ratio?: number, peakBytes: number }[]} results
 * @param {{ processor: string, cores: number, lftp: string, rclone: string, pureFtpd: string }} machine
 */
export async function writeBenchmarks(results, machine) {
  const tools = ['Evenkeel', 'lftp', 'rclone', 'sftp'];
  const row = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const lines = [
    '# Benchmarks',
    '',
    'Made by `npm run bench:line`: a line of 40 ms there and back between two network namespaces of one machine (and its loopback ' +
      'where the table says so), eight connections for every tool, all in one run. Seconds of wall time, the start of the program ' +
      'included; the ratio is to the fastest of the others, the memory the most that Evenkeel’s process held (100 MB of it are the ' +
      'runtime that it starts with).',
    '',
    row(['case', ...tools, 'ratio', 'to reach', 'memory']),
    row(Array.from({ length: tools.length + 4 }, () => '---')),
    ...results.map(({ title, reach, seconds, ratio, peakBytes }) =>
      row([
        title,
        ...tools.map((tool) => seconds[tool]?.toFixed(1) ?? ''),
        ratio?.toFixed(2) ?? '',
        reach,
        `${(peakBytes / 1e6).toFixed(0)} MB`,
      ]),
    ),
    '',
    `${new Date().toISOString().slice(0, 10)}, ${machine.cores} × ${machine.processor}; lftp ${machine.lftp}, rclone ${machine.rclone}, ` +
      `pure-ftpd ${machine.pureFtpd} and OpenSSH of Debian 12. Evenkeel keeps what it replaces and deletes (versions on), as it does by itself.`,
    '',
  ];
  await writeFile(inRoot('docs', 'benchmarks.md'), lines.join('\n'));
}
