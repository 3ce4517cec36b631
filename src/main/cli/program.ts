import { Argument, Command as Parser, CommanderError, Option } from 'commander';
import type { Command, RawOptions, OptionDeclaration } from './command.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { helpAfter, helpAfterAll } from './help/help-after.js';
import { COMMON } from './options/common.js';
import { painter } from './output/terminal-text.js';
import type { CliContext } from './cli-context.js';
import { usageText } from './text/usage.js';
import { UsageError, type Message } from './usage-error.js';

/** The first word of a command line with which a shell asks what could be typed next. No help tells of it. */
const COMPLETE = '__complete';

/**
 * Reads a command line and does what it says. `words` are those after the program's name. Never rejects for what the user
 * typed: that is told, and comes as the exit code.
 */
export async function runProgram(
  commands: readonly Command[],
  words: readonly string[],
  context: CliContext,
): Promise<ExitCode> {
  if (words[0] === COMPLETE) {
    const { answerShell } = await import('./completion/answer-shell.js');
    return answerShell(commands, words.slice(1), context);
  }
  const line = hoisted(words);
  let code: ExitCode = EXIT.usage;
  const parser = parserOf(commands, helpColumns(context), async (command, operands, options) => {
    code = await command.run({ operands, options }, context);
  });
  for (const each of [parser, ...parser.commands]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => context.out.write(text),
      writeErr: (text) => context.err.write(text),
      // Told below, in our own words.
      outputError: () => undefined,
    });
  }
  if (line.length === 1 && /^(-V|--version)$/.test(line[0] ?? '')) {
    context.out.write(`${await (await import('./version.js')).readVersion()}\n`);
    return EXIT.fine;
  }
  if (words.length === 0) {
    context.out.write(parser.helpInformation());
    return EXIT.usage;
  }
  try {
    await parser.parseAsync([...line], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.fine;
    const { what, advice } = error instanceof UsageError ? error : usageOf(error);
    const paint = painter(context.err, context.env, !words.includes('--no-color'));
    context.err.write(`${paint('danger', 'evenkeel:')} ${what}\n  ${advice}\n`);
    return EXIT.usage;
  }
}

/**
 * pyftpsync takes what every command has in front of the command, too: `-v`, `-q` and `--case`. It is moved behind the command, where it
 * means the same.
 */
function hoisted(words: readonly string[]): readonly string[] {
  let taken = 0;
  for (let word = words[0]; word !== undefined; word = words[taken]) {
    if (word === '--case') taken += 2;
    else if (/^(-[vq]+|--verbose|--quiet|--no-color|--case=.*)$/.test(word)) taken += 1;
    else break;
  }
  const command = words[taken];
  // Nothing is behind them, or what is no command: that is told of as it stands.
  if (command === undefined || command.startsWith('-')) return words;
  return [command, ...words.slice(0, taken), ...words.slice(taken + 1)];
}

/** What commander makes of the commands: it reads the line, and writes the help, which is `columns` wide. */
export function parserOf(
  commands: readonly Command[],
  columns: number,
  act: (command: Command, operands: readonly string[], options: RawOptions) => Promise<void>,
): Parser {
  const parser = new Parser('evenkeel')
    .description('Keeps a local folder and a server folder in sync.')
    .usage('COMMAND [OPTION]... [OPERAND]...')
    // Commands inherit these.
    .configureOutput({ getOutHelpWidth: () => columns, getErrHelpWidth: () => columns })
    .configureHelp({
      // Even a narrow column of words is read more easily than lines that the terminal breaks.
      minWidthToWrap: 15,
      // The descriptions say all of it themselves.
      optionDescription: ({ description }) => description,
      subcommandTerm: (command) => `${command.name()} ${operandsOf(command)}`.trimEnd(),
    })
    .option('-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [COMMAND]', 'show help for a command')
    // What stands behind a command is the command's, also where it is called like an option before it.
    .enablePositionalOptions()
    .showHelpAfterError(false);
  for (const command of commands) addCommand(parser, command, columns, act);
  return parser.addHelpText('after', () => helpAfterAll({ help: parser.createHelp(), columns }));
}

/** Long lines are hard to read, however wide a terminal is. */
function helpColumns({ out }: CliContext): number {
  return Math.min(out.columns ?? 80, 100);
}

function addCommand(
  parser: Parser,
  command: Command,
  columns: number,
  act: Parameters<typeof parserOf>[2],
): void {
  const sub = parser
    .command(command.name)
    .summary(command.summary)
    .description(command.description)
    .addHelpOption(new Option('-h, --help', 'show help').helpGroup(`${COMMON.title}:`))
    .allowExcessArguments(false);
  for (const { name, help, choices, optional } of command.operands) {
    const operand = new Argument(optional === true ? `[${name}]` : `<${name}>`, help);
    sub.addArgument(choices === undefined ? operand : operand.choices([...choices]));
  }
  sub.usage(`[OPTION]... ${operandsOf(sub)}`.trimEnd());
  for (const { title, options } of command.options) {
    for (const option of options) sub.addOption(optionOf(option).helpGroup(`${title}:`));
  }
  sub.addHelpText('after', () => helpAfter(command, { help: sub.createHelp(), columns }));
  sub.action(async () => {
    const given: RawOptions = sub.opts();
    // commander gives every option with a `no-` form a value of its own accord; only what was typed counts.
    const typed = Object.entries(given).filter(([name]) => sub.getOptionValueSource(name) !== 'default');
    await act(command, sub.args, Object.fromEntries(typed));
  });
}

/** As people write them: `LOCAL REMOTE`, `[TASK]`. */
function operandsOf({ registeredArguments }: Parser): string {
  return registeredArguments
    .map((operand) => (operand.required ? operand.name() : `[${operand.name()}]`))
    .join(' ');
}

function optionOf(declaration: OptionDeclaration): Option {
  const { flags, choices, counts, repeats } = declaration;
  const option = new Option(flags, meaningOf(declaration));
  if (choices !== undefined) option.choices([...choices]);
  if (counts === true) {
    option.argParser((_value, before: unknown) => (typeof before === 'number' ? before : 0) + 1);
  }
  if (repeats === true) {
    option.argParser((value, before: unknown) => [
      ...(Array.isArray(before) ? before.map(String) : []),
      value,
    ]);
  }
  return option;
}

/** commander's error as a message of ours. */
function usageOf(error: unknown): Message {
  if (!(error instanceof CommanderError)) throw error;
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggested = /Did you mean (?:one of )?(.*?)\?\)?$/.exec(rest.join(' ').trim())?.[1];

  return {
    what: `${first.charAt(0).toUpperCase()}${first.slice(1).replaceAll("'", '')}.`.replace(/\.\.$/, '.'),
    advice: suggested === undefined ? usageText.seeHelp : usageText.suggestion(suggested),
  };
}

/** What an option means: its sentence, what can be chosen, and what holds without it. */
function meaningOf({ help, choices, default: otherwise }: OptionDeclaration): string {
  const more = [
    ...(choices === undefined ? [] : [choices.join(', ')]),
    ...(otherwise === undefined ? [] : [`default: ${otherwise}`]),
  ];
  return more.length === 0 ? help : `${help} (${more.join('; ')})`;
}
