import type * as v from 'valibot';

/**
 * Lets a schema through that takes every value of the type and yields nothing else, and does not compile for another: a schema of
 * what is stored would otherwise fall behind the type, and refuse what was written by this very version.
 */
export function exactly<T>(): <S extends v.GenericSchema<unknown, T>>(
  schema: S & ([T] extends [v.InferOutput<S>] ? unknown : 'the schema refuses values of the type'),
) => S {
  return (schema) => schema;
}
