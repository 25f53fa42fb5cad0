import type { z } from 'zod';

/** Gives back a value without the fields its schema does not name: the same value where there are none, else a copy. */
type Keep = (value: unknown) => unknown;

/** What zod says of a schema, as far as it is asked here. */
interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  catchall?: z.ZodType;
  element?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
  options?: readonly z.ZodType[];
  discriminator?: string;
  valueType?: z.ZodType;
  items?: readonly z.ZodType[];
}

const defOf = (schema: z.ZodType): Def => (schema as unknown as { def: Def }).def;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const made = new WeakMap<z.ZodType, Keep | null>();

/**
 * An answer without any field beyond its schema. It looks at names alone: no value is checked or changed, so that an answer costs one walk
 * and, where nothing is too many, no copy. What a schema leaves open (a record of unknown things) is left as it is.
 */
export const withoutSurplus = (schema: z.ZodType, answer: unknown): unknown => keepOf(schema)?.(answer) ?? answer;

/** How a schema keeps its fields; null where there is no object of its own in it. */
function keepOf(schema: z.ZodType): Keep | null {
  let keep = made.get(schema);
  if (keep === undefined) {
    keep = makeKeep(defOf(schema));
    made.set(schema, keep);
  }
  return keep;
}

function makeKeep(def: Def): Keep | null {
  const { element, valueType, innerType, options = [], items = [] } = def;
  switch (def.type) {
    case 'object':
      return keepFields(def);
    case 'array':
      return element ? keepEach(keepOf(element)) : null;
    case 'record':
      return valueType ? keepValues(keepOf(valueType)) : null;
    case 'union':
      return keepOption(def.discriminator, options);
    case 'pipe':
      return def.in ? keepOf(def.in) : null;
    case 'tuple':
      return items.some(keepOf) ? unclear() : null;
    case 'lazy':
    case 'intersection':
      return unclear();
    default:
      return innerType ? keepOf(innerType) : null;
  }
}

function unclear(): never {
  throw new Error('an answer is made of objects, lists, records and unions told apart by a field, so that what is in it is known');
}

function keepFields({ shape = {}, catchall }: Def): Keep | null {
  if (catchall && defOf(catchall).type !== 'never') return null;
  const fields = new Map(Object.entries(shape).map(([name, inner]) => [name, keepOf(inner)]));
  return (value) => {
    if (!isObject(value)) return value;
    let copy: Record<string, unknown> | null = null;
    for (const name of Object.keys(value)) {
      const keep = fields.get(name);
      if (keep === null) continue;
      const kept = keep?.(value[name]);
      if (keep && kept === value[name]) continue;
      copy ??= { ...value };
      if (keep) copy[name] = kept;
      else delete copy[name];
    }
    return copy ?? value;
  };
}

function keepEach(keep: Keep | null): Keep | null {
  if (!keep) return null;
  return (value) => {
    if (!Array.isArray(value)) return value;
    let copy: unknown[] | null = null;
    for (let at = 0; at < value.length; at++) {
      const kept = keep(value[at]);
      if (kept === value[at]) continue;
      copy ??= [...value];
      copy[at] = kept;
    }
    return copy ?? value;
  };
}

function keepValues(keep: Keep | null): Keep | null {
  if (!keep) return null;
  return (value) => {
    if (!isObject(value)) return value;
    let copy: Record<string, unknown> | null = null;
    for (const [name, inner] of Object.entries(value)) {
      const kept = keep(inner);
      if (kept === inner) continue;
      copy ??= { ...value };
      copy[name] = kept;
    }
    return copy ?? value;
  };
}

function keepOption(discriminator: string | undefined, options: readonly z.ZodType[]): Keep | null {
  const keeps = options.map(keepOf);
  if (keeps.every((keep) => keep === null)) return null;
  if (discriminator === undefined) {
    const [only, ...others] = keeps.filter((keep) => keep !== null);
    return others.length === 0 && only ? only : unclear();
  }
  const byValue = new Map(options.flatMap((option, at) => valuesOf(option, discriminator).map((value) => [value, keeps[at]] as const)));
  return (value) => (isObject(value) ? (byValue.get(value[discriminator])?.(value) ?? value) : value);
}

const valuesOf = (option: z.ZodType, field: string): unknown[] => [
  ...((option as unknown as { _zod: { propValues?: Record<string, Set<unknown>> } })._zod.propValues?.[field] ?? []),
];
