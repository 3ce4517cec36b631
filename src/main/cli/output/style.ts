import { styleText } from 'node:util';
import type { Output, CliContext } from '../cli-context.js';

/** What a piece of text stands for. */
export type Tone = 'plain' | 'good' | 'change' | 'danger' | 'doubt' | 'faint';

export type Paint = (tone: Tone, text: string) => string;

const COLOURS = { good: 'green', change: 'cyan', danger: 'red', doubt: 'yellow', faint: 'gray' } as const;

/** How to colour what goes to `output`: where somebody looks at it, and wants it (https://no-color.org). */
export function painter(output: Output, env: CliContext['env'], wanted: boolean): Paint {
  const without = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  if (!wanted || without || !output.isTerminal) return PLAIN;
  return (tone, text) =>
    tone === 'plain' ? text : styleText(COLOURS[tone], text, { validateStream: false });
}

/** No colours. */
export const PLAIN: Paint = (_tone, text) => text;
