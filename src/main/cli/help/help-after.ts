import type { Help } from 'commander';
import type { Command } from '../command.js';
import { ENVIRONMENT } from './environment.js';
import { exitsOf } from './exits.js';

/** As wide as a line of help may be, and what lays it out. */
interface Layout {
  readonly help: Help;
  readonly columns: number;
}

const INDENT = '  ';

/** What stands in the help of a command below its options. */
export function helpAfter(command: Command, layout: Layout): string {
  const details = (command.details ?? []).map((text) => indented(text, INDENT, layout));
  const exits = exitsOf(command).map(({ code, meaning }) => item(String(code), 2, meaning, layout));
  const examples = command.examples.map(
    ({ line, meaning }) => `${INDENT}${line}\n${indented(meaning, INDENT.repeat(3), layout)}`,
  );
  return sections([
    ['More:', details.join('\n\n')],
    ['Exit codes:', exits.join('\n')],
    ['Examples:', examples.join('\n')],
  ]);
}

/** What stands in the help of the program below its commands. */
export function helpAfterAll(layout: Layout): string {
  const width = Math.max(...ENVIRONMENT.map(({ name }) => name.length));
  const environment = ENVIRONMENT.map(({ name, meaning }) => item(name, width, meaning, layout));
  const more = indented(
    'evenkeel help COMMAND shows help and examples for a command. evenkeel completion SHELL sets up completion for your shell.',
    INDENT,
    layout,
  );
  return sections([
    ['Environment:', environment.join('\n')],
    ['More:', more],
  ]);
}

function sections(all: readonly (readonly [title: string, text: string])[]): string {
  return all
    .filter(([, text]) => text !== '')
    .map(([title, text]) => `\n${title}\n${text}`)
    .join('\n');
}

function item(term: string, width: number, meaning: string, { help, columns }: Layout): string {
  const hang = ' '.repeat(INDENT.length * 2 + width);
  const lines = wrapped(meaning, columns - hang.length, help);
  return `${INDENT}${term.padEnd(width)}${INDENT}${lines.join(`\n${hang}`)}`;
}

function indented(text: string, indent: string, { help, columns }: Layout): string {
  return wrapped(text, columns - indent.length, help)
    .map((line) => indent + line)
    .join('\n');
}

function wrapped(text: string, columns: number, help: Help): readonly string[] {
  return help.boxWrap(text, Math.max(20, columns)).split('\n');
}
