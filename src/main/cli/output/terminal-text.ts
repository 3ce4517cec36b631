import { styleText } from 'node:util';
import stringWidth from 'string-width';
import type { CliContext, Output } from '../cli-context.js';

/** What a piece of text stands for. */
export type Tone = 'plain' | 'good' | 'change' | 'danger' | 'doubt' | 'faint';

/** Colours a piece of text, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

const COLOURS = { good: 'green', change: 'cyan', danger: 'red', doubt: 'yellow', faint: 'gray' } as const;

/** How to colour what goes to `output`: only at a terminal, and only where it is wanted (https://no-color.org). */
export function painter(output: Output, env: CliContext['env'], wanted: boolean): Paint {
  const without = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  if (!wanted || without || !output.isTerminal) return PLAIN;
  return (tone, text) =>
    tone === 'plain' ? text : styleText(COLOURS[tone], text, { validateStream: false });
}

/** No colours. */
export const PLAIN: Paint = (_tone, text) => text;

const SEGMENTER = new Intl.Segmenter();

/** How many columns of a terminal `text` takes. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** As much of `text` as fits into so many columns, with `…` at the end if that is not all. */
export function fit(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  if (columns < 1) return '';
  let kept = '';
  let width = 1;
  for (const { segment } of SEGMENTER.segment(text)) {
    width += stringWidth(segment);
    if (width > columns) break;
    kept += segment;
  }
  return `${kept}…`;
}
