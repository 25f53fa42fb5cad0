import { z } from 'zod';
import { type FieldError, Problem } from './problem.ts';

z.config(z.locales.zhCN());

const DEEPEST = 12;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Refuses text no person can have typed (control characters, lone surrogates) and nesting no form has. */
function findUnreadable(value: unknown, path: string, depth: number): FieldError | null {
  if (depth > DEEPEST) return { path, message: '层级太深' };
  if (typeof value === 'string') {
    return CONTROL.test(value) || LONE_SURROGATE.test(value) ? { path, message: '含有不能显示的字符' } : null;
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
