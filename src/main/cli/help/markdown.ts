import type { Command, OptionDeclaration, OptionGroup } from '../command.js';
import { ENVIRONMENT } from './environment.js';
import { exitsOf } from './exits.js';

const HEAD = `# The command line

\`evenkeel\` does what the window does, for scripts, servers and the terminal: \`evenkeel COMMAND [OPTION]... [OPERAND]...\`.
\`evenkeel help COMMAND\` shows the same at the terminal. If you used pyftpsync before, find each option’s counterpart in
[Coming from pyftpsync](coming-from-pyftpsync.md).

| installed as                              | what to type                                                                                                              |
| ----------------------------------------- | ------------------------------------------------------------------------------------------------------------------------- |
| the Linux package (deb or rpm)            | \`evenkeel\`; without arguments it opens the window, with arguments it needs no display                                           |
| AppImage, tar.gz                          | the file itself, or \`evenkeel\` in the folder, as above                                                            |
| the macOS application                     | \`/Applications/Evenkeel.app/Contents/Resources/bin/evenkeel\`; link to it from a folder in your \`PATH\`                   |
| the Windows application                   | \`evenkeel.cmd\` in the folder \`resources\\bin\` of the application; add that folder to your \`Path\`                      |
| the npm package, with Node 22.16 or newer | \`evenkeel\`                                                                                                              |
| a checkout, after \`npm run build\`       | \`bin/evenkeel\`                                                                                                          |

<!-- Made from the commands' own descriptions (src/main/cli/commands) by npm run docs. -->
`;

/** The page about the command line, in Markdown that has yet to be laid out. What several commands share stands there once. */
export function commandLinePage(commands: readonly Command[]): string {
  const shared = sharedBy(commands, ({ options }) => options);
  const details = sharedBy(commands, (command) => command.details ?? []);
  return [
    HEAD,
    '## Commands',
    table(
      ['command', 'what it does'],
      commands.map(({ name, summary }) => [`[${name}](#${name})`, summary]),
    ),
    ...commands.map((command) => sectionFor(command, shared, details)),
    '## Common to several commands',
    ...details,
    ...[...shared].flatMap((group) => [`### ${group.title}`, optionTable(group.options)]),
    '## Exit codes',
    table(
      ['code', 'meaning'],
      longest(commands.map(exitsOf)).map(({ code, meaning }) => [String(code), meaning]),
    ),
    '## Environment',
    table(
      ['variable', 'meaning'],
      ENVIRONMENT.map(({ name, meaning }) => [`\`${name}\``, meaning]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function sectionFor(
  { name, description, details = [], operands, options, examples }: Command,
  shared: ReadonlySet<OptionGroup>,
  sharedDetails: ReadonlySet<string>,
): string {
  const synopsis = operands.map((operand) =>
    operand.optional === true ? `[${operand.name}]` : operand.name,
  );
  const own = options.filter((group) => !shared.has(group)).flatMap((group) => group.options);
  const links = options
    .filter((group) => shared.has(group))
    .map(({ title }) => `[${title}](#${title.toLowerCase().replaceAll(' ', '-')})`);
  return [
    `### ${name}`,
    `\`evenkeel ${[name, '[OPTION]...', ...synopsis].join(' ')}\``,
    description,
    ...details.filter((text) => !sharedDetails.has(text)),
    operands.length === 0
      ? ''
      : operands.map((operand) => `- \`${operand.name}\`: ${escaped(operand.help)}`).join('\n'),
    own.length === 0 ? '' : optionTable(own),
    links.length === 0 ? '' : `See also: ${links.join(', ')}.`,
    `\`\`\`sh\n${examples.map(({ line, meaning }) => `${line}  # ${meaning}`).join('\n')}\n\`\`\``,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function optionTable(options: readonly OptionDeclaration[]): string {
  const withDefaults = options.some((option) => option.default !== undefined);
  return table(
    ['option', 'meaning', ...(withDefaults ? ['default'] : [])],
    options.map((option) => [
      `\`${option.flags}\``,
      meaning(option),
      ...(withDefaults ? [asTyped(option.default ?? '')] : []),
    ]),
  );
}

function meaning({ help, choices }: OptionDeclaration): string {
  if (choices === undefined) return escaped(help);
  return `${escaped(help)} (${choices.map(asTyped).join(', ')})`;
}

/** Words are said as they are, and what can be typed looks like it. */
function asTyped(text: string): string {
  return text === '' || text.includes(' ') ? escaped(text) : `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A star or an underscore would make letters slant, a bar would end a cell. */
function escaped(text: string): string {
  return text.replaceAll(/[*_|<>]/g, (sign) => `\\${sign}`);
}

/** What more than one command has, each once. */
function sharedBy<T>(commands: readonly Command[], of: (command: Command) => readonly T[]): ReadonlySet<T> {
  const all = commands.flatMap(of);
  return new Set(all.filter((each, index) => all.indexOf(each) !== index));
}

function longest<T>(lists: readonly (readonly T[])[]): readonly T[] {
  return lists.reduce<readonly T[]>((most, list) => (list.length > most.length ? list : most), []);
}
