/** The sections of an INI file by name, each with its values by key. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads an INI file: `[section]`, `key=value`, comments after `;` or `#`. What it does not know is passed over. Never throws. */
export function readIni(text: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  for (const each of text.split(/\r\n|\r|\n/)) {
    const line = each.trim();
    if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
    const [, name] = /^\[(.*)\]$/.exec(line) ?? [];
    if (name !== undefined) {
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
      continue;
    }
    const equals = line.indexOf('=');
    if (equals > 0) section?.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
  }
  return sections;
}
