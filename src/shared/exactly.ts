import * as v from 'valibot';

/** A type whose optional members are not, all the way down, so that a schema which forgets one of them is not the same. */
type Full<T> = T extends readonly (infer E)[]
  ? readonly Full<E>[]
  : T extends object
    ? { readonly [K in keyof T]-?: Full<Exclude<T[K], undefined>> }
    : T;

type Same<A, B> = [Full<A>, Full<B>] extends [Full<B>, Full<A>] ? unknown : 'the schema is not of this type';

/**
 * Lets a schema through that takes every value of the type, all its members included, and yields nothing else, and does not compile
 * for another: a schema of what is stored would otherwise fall behind the type, and refuse or lose what this very version wrote.
 */
export function exactly<T>(): <S extends v.GenericSchema<unknown, T>>(
  schema: S & Same<T, v.InferOutput<S>>,
) => S {
  return (schema) => schema;
}

/** Reads what `schema` reads, and what an earlier version wrote, which called the member `key` by its `former` name. */
export function withFormerKey<S extends v.GenericSchema>(schema: S, former: string, key: string) {
  return v.pipe(
    v.looseObject({}),
    v.transform((value): unknown => {
      if (!(former in value)) return value;
      const { [former]: old, ...others } = value;
      return { [key]: old, ...others };
    }),
    schema,
  );
}
