import fc from 'fast-check';
import { NOWHERE, type Schema, sampleOf } from './operation-input.ts';

/** A body as it goes over the wire, and what is hostile about it. */
export interface Hostile {
  sort: string;
  payload: string;
  headers?: Record<string, string>;
  /** How many copies are sent at the same moment; `same` under one command id, else each under its own. */
  copies?: { count: number; same: boolean };
  /** A field nobody may set is among them: no answer but a refusal will do. */
  mustRefuse?: true;
}

const SQL = [
  "' or 1=1 --",
  "'; drop table matter; --",
  "\\'; select pg_sleep(5); --",
  "'||(select phone from person limit 1)||'",
  '1) union select name, phone from person --',
  "x' returning (select token_hash from session) --",
  '%',
  '_%_%_%',
  '\\',
  "$$;select 1;$$ '' \\\\'",
  "E'\\x27; commit; select 1",
  '{}',
  '{a,b}',
  '"quoted","array"',
  "(select set_config('app.kind', 'system', false))",
];
const TEMPLATES = [
  '{{7*7}}',
  '\u0024{7*7}',
  '<%= process.env %>',
  '#{1+1}',
  "{{constructor.constructor('return process')()}}",
  '\u0024{jndi:ldap://x/a}',
  '%s%n%p',
  '$&$1$`',
];
const MARKUP = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)', '=cmd|"/c calc"!A1', '@SUM(1+1)'];
const PATHS = [
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '/proc/self/environ',
  'C:\\windows\\win.ini',
  'file:///etc/passwd',
  '.\u0000.',
  'con',
];
const HEADERS = ['x\r\nset-cookie: linli_session=planted', 'x\nlocation: //evil.example', '\r\n\r\n<html>', 'x%0d%0aset-cookie:a=b'];
const UNICODE = [
  '\u202egnp.exe\u202c',
  '\u200b\u200b\u200b',
  '\ufeff',
  'ﷺ'.repeat(30),
  `马${'\u0301'.repeat(200)}`,
  '\ud83d',
  '\udc00\ud800',
  '１３８９５０１６０２１',
  '١٢٣٤٥٦',
  '\u2028\u2029',
  '\u212a\u017f',
  'ı'.repeat(40),
  '👩‍👩‍👧‍👦'.repeat(40),
  '\uffff\ufffe',
  '\u0000',
  '𠀀'.repeat(50),
  '\u0085\u00a0\u3000',
];
const TEXTS: readonly (readonly [string, readonly string[]])[] = [
  ['SQL', SQL],
  ['template', TEMPLATES],
  ['markup', MARKUP],
  ['path', PATHS],
  ['header in a field', HEADERS],
  ['unicode', UNICODE],
];

/** Days and instants no calendar of a database holds, or only just. */
const TIMES = [
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '2026-02-30',
  '2026-13-01',
  '-000001-01-01',
  '+275760-09-13',
  '294277-01-01',
  'infinity',
  'now',
  'today',
  '2026-11-24T25:61:61Z',
  '0000-00-00T00:00:00Z',
  'epoch',
];
const NUMBERS = [-1, 0, -0, 0.1, 1e21, -1e308, 5e-324, 2 ** 31, 2 ** 31 - 1, 2 ** 53, 2 ** 63, -(2 ** 31) - 1, Number.MAX_SAFE_INTEGER];
const RAW_NUMBERS = ['1e999', '-1e999', '9'.repeat(400), '0.'.padEnd(300, '3'), '1E-999'];

/** What only the server may say. */
const NOT_THEIRS = [
  'role',
  'roles',
  'county',
  'actor',
  'accountId',
  'account_id',
  'isAdmin',
  'admin',
  'status',
  'state',
  'holder',
  'version',
  'createdAt',
  'closedAt',
  'permissions',
  'passwordHash',
  'totpSecret',
  'lo',
  'hi',
  'app.kind',
  'internal',
  'uploader',
  'failed',
  'lockedUntil',
  'persons',
  'range',
  '$where',
  'toString',
  'hasOwnProperty',
];

/** Ids and codes that are somebody else's. */
export interface Foreign {
  ids: readonly string[];
  codes: readonly string[];
  phones: readonly string[];
}

/** The schemas a value may follow. */
const options = (schema: Schema): Schema[] => schema.anyOf ?? schema.oneOf ?? [schema];

/** Values near what a schema asks for: its edges, its enumerations, ids and codes of others, with hostile text where it takes text. */
function near(schema: Schema, foreign: Foreign, depth = 0): fc.Arbitrary<unknown> {
  const several = options(schema);
  if (several.length > 1) return fc.oneof(...several.map((one) => near(one, foreign, depth)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') {
    const edges = [schema.minimum, schema.maximum].filter((edge): edge is number => edge !== undefined);
    return fc.oneof(
      fc.integer(),
      fc.constantFrom(...NUMBERS, ...edges),
      fc.integer({ min: schema.minimum ?? 0, max: (schema.minimum ?? 0) + 20 }),
    );
  }
  if (type === 'array') {
    if (depth > 3) return fc.constant([]);
    const most = Math.min(schema.maxItems ?? 4, 6);
    return fc.array(near(schema.items ?? {}, foreign, depth + 1), { minLength: Math.min(schema.minItems ?? 0, most), maxLength: most });
  }
  if (type === 'object') {
    if (!schema.properties || depth > 3) return fc.dictionary(fc.string({ maxLength: 20 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 4 });
    const fields = Object.fromEntries(Object.entries(schema.properties).map(([name, own]) => [name, near(own, foreign, depth + 1)]));
    return fc.record(fields, { requiredKeys: (schema.required ?? []).filter((name) => name in fields) });
  }
  if (schema.format === 'uuid') return fc.constantFrom(...foreign.ids, NOWHERE);
  if (schema.format === 'date')
    return fc.oneof(
      fc.constantFrom(...TIMES),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }).map((at) => at.toISOString().slice(0, 10)),
    );
  const sample = sampleOf({ ...schema, type: 'string' });
  const words = fc.constantFrom(...TEXTS.flatMap(([, texts]) => texts), ...TIMES, ...foreign.ids, ...foreign.codes, ...foreign.phones);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(sample ?? '') },
    { weight: 3, arbitrary: words },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: Math.min(schema.maxLength ?? 60, 300) }) },
    { weight: 1, arbitrary: fc.constant('字'.repeat(Math.min(schema.maxLength ?? 50, 5_000))) },
  );
}

/** The sample with one of its fields, at any depth, replaced: the path is drawn, the value given. */
function withField(sample: unknown, schema: Schema, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return fc.record({ nonsense: value });
  const whole = sample as Record<string, unknown>;
  return fc.oneof(
    ...fields.map(([name, own]) => {
      const inner = options(own).find((one) => one.properties);
      const plain = value.map((chosen) => ({ ...whole, [name]: chosen }));
      return inner
        ? fc.oneof(
            plain,
            withField(sampleOf(inner), inner, value).map((deeper) => ({ ...whole, [name]: deeper })),
          )
        : plain;
    }),
  );
}

/** Every object of an input, one of them with a field more. */
function withMore(sample: unknown, schema: Schema, more: fc.Arbitrary<[string, unknown]>): fc.Arbitrary<unknown> {
  const here = more.map(([name, value]) => ({ ...(sample as object), [name]: value }));
  const inner = Object.entries(schema.properties ?? {}).flatMap(([name, own]) => {
    const object = options(own).find((one) => one.properties && Object.keys(one.properties).length > 0);
    return object ? [withMore(sampleOf(object), object, more).map((deeper) => ({ ...(sample as object), [name]: deeper }))] : [];
  });
  return fc.oneof(here, ...inner);
}

const nested = (open: string, close: string, times: number, within = '1') => open.repeat(times) + within + close.repeat(times);
const json = (value: unknown) => JSON.stringify(value) ?? 'null';

/** Malformed and hostile bodies for one operation, from its schema. */
export function hostileInputs(schema: Schema, foreign: Foreign): fc.Arbitrary<Hostile> {
  const sample = sampleOf(schema);
  const names = Object.keys(schema.properties ?? {});
  const field = fc.constantFrom(...(names.length ? names : ['nonsense']));
  const as = (sort: string, values: fc.Arbitrary<unknown>) => values.map((value): Hostile => ({ sort, payload: json(value) }));
  const raw = (sort: string, texts: fc.Arbitrary<string>) => texts.map((payload): Hostile => ({ sort, payload }));

  const wrongType = fc.constantFrom<unknown>(null, true, 0, -1, '', [], {}, [[]], [null], { nonsense: { deeper: true } }, ...NUMBERS);
  const texts = TEXTS.map(([sort, list]) => as(sort, withField(sample, schema, fc.constantFrom(...list))));
  const notTheirs = fc.constantFrom(...NOT_THEIRS.filter((name) => !names.includes(name)));
  const likely = near(schema, foreign);

  return fc.oneof(
    as('wrong type', withField(sample, schema, wrongType)),
    as('any JSON', withField(sample, schema, fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }))),
    as('binary text', withField(sample, schema, fc.string({ unit: 'binary', maxLength: 400 }))),
    ...texts,
    as('time', withField(sample, schema, fc.constantFrom(...TIMES))),
    as('number', withField(sample, schema, fc.constantFrom(...NUMBERS))),
    raw(
      'number no double holds',
      fc.tuple(field, fc.constantFrom(...RAW_NUMBERS)).map(([name, number]) => `{${json(name)}:${number}}`),
    ),
    as(
      'huge',
      withField(
        sample,
        schema,
        fc.constantFrom<unknown>(
          '长'.repeat(60_000),
          ' '.repeat(200_000),
          '1'.repeat(200_000),
          `${'a-'.repeat(90_000)}!`,
          Array(50_000).fill(0),
          Object.fromEntries(Array.from({ length: 9_000 }, (_, at) => [`k${at}`, at])),
        ),
      ),
    ),
    raw(
      'deep',
      fc
        .tuple(field, fc.constantFrom(13, 40, 1_000, 20_000), fc.boolean())
        .map(([name, times, list]) => `{${json(name)}:${list ? nested('[', ']', times) : nested('{"a":', '}', times)}}`),
    ),
    raw(
      'polluted prototype',
      fc
        .tuple(
          field,
          fc.constantFrom(
            '{"__proto__":{"polluted":true}}',
            '{"constructor":{"prototype":{"polluted":true}}}',
            '{"\\u005f_proto__":{"polluted":true}}',
          ),
          fc.boolean(),
        )
        .map(([name, bad, top]) => (top ? bad : `{${json(name)}:${bad}}`)),
    ),
    withMore(sample, schema, fc.tuple(notTheirs, fc.constantFrom<unknown>('administrator', true, 1, null, {}, NOWHERE))).map(
      (value): Hostile => ({ sort: 'mass assignment', payload: json(value), mustRefuse: true }),
    ),
    { weight: 6, arbitrary: as('near what is wanted, with ids of others', likely) },
    likely.map((value): Hostile => ({ sort: 'race of one command', payload: json(value), copies: { count: 3, same: true } })),
    likely.map((value): Hostile => ({ sort: 'race of several', payload: json(value), copies: { count: 3, same: false } })),
    raw(
      'no JSON',
      fc.constantFrom(
        '',
        '{',
        '[]',
        '"x"',
        '7',
        'null',
        'true',
        '{"a":1,}',
        "{'a':1}",
        '\ufeff{}',
        '{}{}',
        '{"a":NaN}',
        `${json(sample)}x`,
        '{"\u0000":1}',
      ),
    ),
    raw(
      'one name twice',
      fc.tuple(field, fc.jsonValue({ maxDepth: 1 })).map(([name, value]) => `{${json(name)}:${json(value)},${json(name)}:${json(sample)}}`),
    ),
    fc
      .tuple(
        fc.constantFrom(
          'linli-made-at',
          'linli-account',
          'linli-command',
          'linli-receipt',
          'cookie',
          'x-forwarded-for',
          'x-forwarded-host',
          'host',
          'user-agent',
          'origin',
          'content-type',
          'accept-encoding',
          'x-http-method-override',
        ),
        fc.constantFrom(
          ...SQL,
          ...TEMPLATES,
          ...PATHS,
          'A'.repeat(6_000),
          'linli_session=; linli_session=%00%ff',
          'linli_session=__proto__',
          '127.0.0.1',
          '9999999999999999999',
          'constructor',
          'text/plain',
          'application/json; charset=utf-7',
        ),
      )
      .map(([name, value]): Hostile => ({ sort: 'header', payload: json(sample), headers: { [name]: value } })),
  );
}
