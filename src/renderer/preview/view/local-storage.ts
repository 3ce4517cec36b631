import * as v from 'valibot';

/** What is stored under this name; `usual` where nothing is, or something of another form. */
export function stored<T>(name: string, schema: v.GenericSchema<unknown, T>, usual: T): T {
  try {
    return parsed(globalThis.localStorage.getItem(name), schema, usual);
  } catch {
    // Where the system keeps nothing, each start begins with what is usual.
    return usual;
  }
}

/** Stores something small about how the window looks. */
export function store(name: string, value: unknown): void {
  try {
    globalThis.localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // It holds until the window is closed, then.
  }
}

/** Reads what was stored; `usual` where it is damaged. */
export function parsed<T>(text: string | null, schema: v.GenericSchema<unknown, T>, usual: T): T {
  try {
    const result = v.safeParse(schema, JSON.parse(text ?? ''));
    return result.success ? result.output : usual;
  } catch {
    return usual;
  }
}
