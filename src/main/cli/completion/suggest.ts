import type { Command, OptionDeclaration } from '../command.js';
import { kindOf, type Kind } from './kinds.js';

/** Something that could be typed. */
export interface Candidate {
  /** The whole of the word. One that ends in a slash is only a beginning. */
  readonly value: string;
  readonly meaning: string;
}

/** What could be typed in the place of the last word. */
export interface Suggestion {
  readonly candidates: readonly Candidate[];
  /** What else could stand there, that is not known from the commands. */
  readonly also: Exclude<Kind, 'words' | 'place'> | undefined;
}

const NOTHING: Suggestion = { candidates: [], also: undefined };

const SCHEMES: readonly Candidate[] = [
  { value: 'ftp://', meaning: 'FTP, not encrypted' },
  { value: 'ftps://', meaning: 'FTP over TLS' },
  { value: 'sftp://', meaning: 'SSH' },
];
const VERSION: Candidate = { value: '--version', meaning: 'print the version' };
const HELP: Candidate = { value: '--help', meaning: 'show help' };
const HELP_COMMAND: Candidate = { value: 'help', meaning: 'show help for a command' };

/**
 * What could be typed in the place of the last of `words`, which are those behind the program's name. Knows what the commands
 * say of themselves, and nothing of the computer.
 */
export function suggest(commands: readonly Command[], words: readonly string[]): Suggestion {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const all = commands.map(({ name, summary }) => ({ value: name, meaning: summary }));
  const [first] = before;
  if (first === undefined) {
    return beginning(current, current.startsWith('-') ? [HELP, VERSION] : [...all, HELP_COMMAND]);
  }
  if (first === 'help') return before.length === 1 ? beginning(current, all) : NOTHING;
  const command = commands.find(({ name }) => name === first);
  return command === undefined ? NOTHING : within(command, before.slice(1), current);
}

function within(command: Command, before: readonly string[], current: string): Suggestion {
  const options = command.options.flatMap((group) => group.options);
  const { awaiting, operands, given, onlyOperands } = readSoFar(options, before);
  if (awaiting !== undefined) return valueOf(awaiting, current);
  if (!onlyOperands && current.startsWith('-')) {
    const [flag, value] = splitFlag(current);
    const option = options.find((each) => flagsOf(each).includes(flag));
    if (value !== undefined) return option === undefined ? NOTHING : valueOf(option, value, `${flag}=`);
    const open = options.filter((each) => each.counts === true || !given.has(each));
    return beginning(current, [...open.map(candidateOf), HELP]);
  }
  const operand = command.operands[operands];
  if (operand === undefined) return NOTHING;
  return suggestionFor(operand.name, operand.choices, current, '');
}

interface SoFar {
  /** The option that the next word is the value of. */
  readonly awaiting: OptionDeclaration | undefined;
  readonly operands: number;
  readonly given: ReadonlySet<OptionDeclaration>;
  /** `--` was there. */
  readonly onlyOperands: boolean;
}

function readSoFar(options: readonly OptionDeclaration[], words: readonly string[]): SoFar {
  const given = new Set<OptionDeclaration>();
  let awaiting: OptionDeclaration | undefined;
  let operands = 0;
  let onlyOperands = false;
  for (const word of words) {
    if (awaiting !== undefined) awaiting = undefined;
    else if (onlyOperands || !word.startsWith('-') || word === '-') operands += 1;
    else if (word === '--') onlyOperands = true;
    else {
      const [flag, value] = splitFlag(word);
      const option = options.find((each) => flagsOf(each).includes(flag));
      if (option === undefined) continue;
      given.add(option);
      if (value === undefined && valueNameOf(option) !== undefined) awaiting = option;
    }
  }
  return { awaiting, operands, given, onlyOperands };
}

function valueOf(option: OptionDeclaration, current: string, before = ''): Suggestion {
  return suggestionFor(valueNameOf(option) ?? '', option.choices, current, before);
}

/** What can be typed where `current` is. `before` belongs to the word and stands in front of it. */
function suggestionFor(
  name: string,
  choices: readonly string[] | undefined,
  current: string,
  before: string,
): Suggestion {
  const kind = kindOf(name);
  if (choices !== undefined) {
    return beginning(
      before + current,
      choices.map((choice) => ({ value: before + choice, meaning: '' })),
    );
  }
  switch (kind) {
    case 'words':
      return NOTHING;
    case 'place':
      return { ...beginning(current, SCHEMES), also: current.includes('://') ? undefined : 'folders' };
    case 'files':
    case 'folders':
    case 'task':
    case 'profile':
      return { ...NOTHING, also: kind };
  }
}

function beginning(current: string, candidates: readonly Candidate[]): Suggestion {
  return { ...NOTHING, candidates: candidates.filter(({ value }) => value.startsWith(current)) };
}

function candidateOf(option: OptionDeclaration): Candidate {
  return { value: flagsOf(option).at(-1) ?? '', meaning: option.help };
}

/** `-m, --match <LIST>` as `-m` and `--match`. */
function flagsOf({ flags }: OptionDeclaration): readonly string[] {
  return flags.replace(/ <.*/, '').split(', ');
}

function valueNameOf({ flags }: OptionDeclaration): string | undefined {
  return /<(.*)>/.exec(flags)?.[1];
}

/** `--resolve=new` as its two halves. */
function splitFlag(word: string): readonly [flag: string, value: string | undefined] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at === -1 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}
