import { z } from 'zod';
import { type FieldError, Problem } from './problem.ts';

z.config(z.locales.zhCN());

const DEEPEST = 12;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** A day or an instant, and nothing else. */
const DATED = /^(\d{4})-\d{2}-\d{2}(?:T|$)/;
/** Nothing here is about a day before this year; the calendar of a database and that of a program differ in the years before the first. */
const EARLIEST_YEAR = 1900;

/** Refuses text no person can have typed (control characters, lone surrogates), days no register holds, and nesting no form has. */
function findUnreadable(value: unknown, path: string, depth: number): FieldError | null {
  if (depth > DEEPEST) return { path, message: '层级太深' };
  if (typeof value === 'string') {
    if (CONTROL.test(value) || LONE_SURROGATE.test(value)) return { path, message: '含有不能显示的字符' };
    return Number(DATED.exec(value)?.[1] ?? EARLIEST_YEAR) < EARLIEST_YEAR ? { path, message: '日期太早了' } : null;
  }
  if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      const found = findUnreadable(inner, path ? `${path}.${key}` : key, depth + 1);
      if (found) return found;
    }
  }
  return null;
}

/** The input as its schema wants it, or a problem that names each wrong field. */
export function readInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const unreadable = findUnreadable(raw, '', 0);
  if (unreadable) throw new Problem('invalid-input', { errors: [unreadable] });
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  throw new Problem('invalid-input', {
    errors: parsed.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  });
}
