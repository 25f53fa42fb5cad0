import { z } from 'zod';
import type { Operation } from '../platform/operation.ts';
import { VILLAGE } from './people.ts';

/** A JSON schema, as far as inputs use it. */
export interface Schema {
  /** Several where a plain value may be null. */
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  const?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
}

export const NOWHERE = '01930000-0000-7000-8000-00000000dead';

/** Strings of the shapes inputs ask for; each schema finds the first it accepts. */
const TEXTS = [
  NOWHERE,
  '2026-11-24',
  VILLAGE,
  `${VILLAGE}001`,
  '123456',
  '13895016029',
  '马小军',
  'three lamps by the school',
  'nobody.here',
  'grid-staffing',
  'A'.repeat(43),
  'x',
];

/** The least a schema accepts, and every id it knows of; the ids name nothing. */
export function sampleOf(schema: Schema): unknown {
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [option] = schema.anyOf ?? schema.oneOf ?? [];
  if (option) return sampleOf(option);
  if (Array.isArray(schema.type)) return sampleOf({ ...schema, type: schema.type[0] as string });
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name, own]) => schema.required?.includes(name) || own.format === 'uuid')
        .map(([name, own]) => [name, sampleOf(own)]),
    );
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (schema.type === 'string') {
    const patterns = [schema, ...(schema.allOf ?? [])].flatMap(({ pattern }) => (pattern ? [new RegExp(pattern, 'u')] : []));
    return TEXTS.find(
      (text) =>
        text.length >= (schema.minLength ?? 0) &&
        text.length <= (schema.maxLength ?? 100) &&
        patterns.every((pattern) => pattern.test(text)),
    );
  }
  return {};
}

export const inputOf = (operation: Operation): Schema => z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as Schema;
