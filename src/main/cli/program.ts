import { Argument, Command as Parser, CommanderError, Option } from 'commander';
import type { Command, GivenOptions, OptionDeclaration } from './command.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { painter } from './output/style.js';
import type { Shell } from './shell.js';
import { UsageError } from './usage-error.js';

/**
 * Reads a command line and does what it says. `words` are those after the program's name. Never rejects for what the user
 * typed: that is told, and comes as the exit code.
 */
export async function runProgram(
  commands: readonly Command[],
  words: readonly string[],
  shell: Shell,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.usage;
  const parser = parserOf(commands, async (command, operands, options) => {
    code = await command.run({ operands, options }, shell);
  });
  for (const each of [parser, ...parser.commands]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => shell.out.write(text),
      writeErr: (text) => shell.err.write(text),
      // Told below, in our own words.
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(shell.out.columns ?? 80, 120),
      getErrHelpWidth: () => Math.min(shell.err.columns ?? 80, 120),
    });
  }
  if (words.length === 1 && /^(-V|--version)$/.test(words[0] ?? '')) {
    shell.out.write(`${await (await import('./version.js')).readVersion()}\n`);
    return EXIT.fine;
  }
  if (words.length === 0) {
    shell.out.write(parser.helpInformation());
    return EXIT.usage;
  }
  try {
    await parser.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.fine;
    const { message, hint } = error instanceof UsageError ? error : usageOf(error);
    const paint = painter(shell.err, shell.env, !words.includes('--no-color'));
    shell.err.write(`${paint('danger', 'evenkeel:')} ${message}\n  ${hint}\n`);
    return EXIT.usage;
  }
}

/** What commander makes of the commands: it reads the line, and writes the help. */
export function parserOf(
  commands: readonly Command[],
  act: (command: Command, operands: readonly string[], options: GivenOptions) => Promise<void>,
): Parser {
  const parser = new Parser('evenkeel')
    .description('Keeps a folder on this computer and a folder on a server even.')
    .option('-V, --version', 'tell the version')
    .helpOption('-h, --help', 'tell how it is used')
    .helpCommand('help [COMMAND]', 'tell how a command is used')
    // What stands behind a command is the command's, also where it is called like an option before it.
    .enablePositionalOptions()
    .showHelpAfterError(false);
  for (const command of commands) addCommand(parser, command, act);
  return parser;
}

function addCommand(parser: Parser, command: Command, act: Parameters<typeof parserOf>[1]): void {
  const sub = parser
    .command(command.name)
    .summary(command.summary)
    .description(command.description)
    .helpOption('-h, --help', 'tell how it is used')
    .allowExcessArguments(false);
  for (const { name, help, optional } of command.operands) {
    sub.addArgument(new Argument(optional === true ? `[${name}]` : `<${name}>`, help));
  }
  for (const { title, options } of command.options) {
    for (const option of options) sub.addOption(optionOf(option).helpGroup(`${title}:`));
  }
  if (command.examples.length > 0) {
    const lines = command.examples.map(({ line, meaning }) => `  ${line}\n      ${meaning}`);
    sub.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
  }
  sub.action(async () => {
    const given: GivenOptions = sub.opts();
    // commander gives every option with a `no-` form a value of its own accord; only what was typed counts.
    const typed = Object.entries(given).filter(([name]) => sub.getOptionValueSource(name) !== 'default');
    await act(command, sub.args, Object.fromEntries(typed));
  });
}

function optionOf({ flags, help, choices, counts }: OptionDeclaration): Option {
  const option = new Option(flags, help);
  if (choices !== undefined) option.choices([...choices]);
  if (counts === true) {
    option.argParser((_value, before: unknown) => (typeof before === 'number' ? before : 0) + 1);
  }
  return option;
}

/** commander's complaint, as a sentence and a hint. */
function usageOf(error: unknown): { readonly message: string; readonly hint: string } {
  if (!(error instanceof CommanderError)) throw error;
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggested = /Did you mean (?:one of )?(.*?)\?\)?$/.exec(rest.join(' ').trim())?.[1];
  const hint = suggested === undefined ? 'See evenkeel --help.' : `Did you mean ${suggested}?`;
  return {
    message: `${first.charAt(0).toUpperCase()}${first.slice(1).replaceAll("'", '')}.`.replace(/\.\.$/, '.'),
    hint,
  };
}
