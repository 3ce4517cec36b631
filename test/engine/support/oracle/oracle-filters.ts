/**
 * Which paths filters leave out, told once more and as naively as possible: lines in the manner of `.gitignore`, and names. Slow, and
 * without a line of the engine's own.
 */
export interface NaiveFilters {
  readonly names: readonly string[];
  readonly lines: readonly string[];
}

export function isLeftOut(path: string, { names, lines }: NaiveFilters): boolean {
  const segments = path.split('/');
  // What is below a folder that is left out is left out with it, whatever is said of it.
  return segments.some((name, index) => {
    const upToHere = segments.slice(0, index + 1);
    const isFolder = index < segments.length - 1;
    const last = lines.filter((line) => fits(line, upToHere, isFolder)).at(-1);
    return names.includes(name) || (last !== undefined && !last.startsWith('!'));
  });
}

function fits(line: string, path: readonly string[], isFolder: boolean): boolean {
  let pattern = line.startsWith('!') ? line.slice(1) : line;
  if (pattern.endsWith('/')) {
    if (!isFolder) return false;
    pattern = pattern.slice(0, -1);
  }
  if (!pattern.includes('/')) pattern = `**/${pattern}`;
  return fitsAll(pattern.replace(/^\//, '').split('/'), path);
}

function fitsAll([first, ...rest]: readonly string[], path: readonly string[]): boolean {
  if (first === undefined) return path.length === 0;
  if (first === '**') {
    // At the end it stands for all that lies in a folder, not for the folder.
    if (rest.length === 0) return path.length > 0;
    return path.some((_, index) => fitsAll(rest, path.slice(index)));
  }
  const [name, ...below] = path;
  return name !== undefined && fitsName(first, name) && fitsAll(rest, below);
}

function fitsName(pattern: string, name: string): boolean {
  if (pattern === '') return name === '';
  if (pattern.startsWith('*')) {
    return fitsName(pattern.slice(1), name) || (name !== '' && fitsName(pattern, name.slice(1)));
  }
  return name !== '' && name.startsWith(pattern.slice(0, 1)) && fitsName(pattern.slice(1), name.slice(1));
}
