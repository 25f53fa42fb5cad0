/** The disjuncts of a policy as PostgreSQL prints it, split where no bracket is open. */
function alternatives(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  const inner = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1) : text;
  for (let at = 0; at < inner.length; at++) {
    if (inner[at] === '(') depth++;
    else if (inner[at] === ')') depth--;
    else if (depth === 0 && inner.startsWith(' OR ', at)) {
      found.push(inner.slice(from, at));
      from = at + 4;
    }
  }
  return [...found, inner.slice(from)];
}

/** What each setting that row-level security reads means to a person; `settingsOf` in the platform sets them. */
const SETTINGS: readonly [setting: string, means: string][] = [
  ['app.lo', 'whose range holds it'],
  ['app.place', 'staff of the place'],
  ['app.body', 'bodies that take part'],
  ['app.persons', 'the person it is about'],
  ['app.account', 'the account’s owner'],
  ['app.receipt', 'who holds the receipt'],
  ['app.matter', 'who has opened the matter'],
  ['app.papers', 'papers of a person only at work on them or with an open purpose'],
  ['app.glass', 'for whom a second person opened it in an emergency'],
  ['app.actor', 'who made it'],
  ['app.dwellings', 'who lives there'],
];
const KNOWN = new Set(['app.kind', 'app.role', 'app.hi', ...SETTINGS.map(([setting]) => setting)]);

function reader(text: string): string {
  const settings = [...text.matchAll(/'(app\.\w+)'/g)].map(([, name = '']) => name);
  const unknown = settings.find((name) => !KNOWN.has(name));
  if (unknown) throw new Error(`The data map does not know what ${unknown} means in a policy: say it in server/data-map/readers.ts.`);
  if (/^\(?current_setting\('app\.kind'::text, true\) = 'system'::text\)?$/.test(text)) return 'the system';
  // The same, as a comparison that reaches an index (0032).
  if (
    /^\(?county >= CASE WHEN \(current_setting\('app\.kind'::text, true\) = 'system'::text\) THEN ''::text ELSE NULL::text END\)?$/.test(
      text,
    )
  )
    return 'the system';
  if (/'app\.kind'[^=]*IS NOT NULL/.test(text)) return 'everybody';
  if (text === 'true') return 'the owner of the database';
  const roles = /'app\.role'::text, true\) = (?:ANY \(ARRAY\[([^\]]+)\]\)|('[^']+'))/.exec(text);
  const kinds = /'app\.kind'::text, true\) = (?:ANY \(ARRAY\[([^\]]+)\]\)|('[^']+'))/.exec(text);
  const names = (found: RegExpExecArray | null) =>
    [...(found?.[1] ?? found?.[2] ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name).join(', ');
  const where = SETTINGS.filter(([setting]) => settings.includes(setting)).map(([, means]) => means);
  const who = names(roles) || (where.length === 0 || where[0] === 'whose range holds it' ? names(kinds) || 'staff' : names(kinds));
  return [who, ...where].filter(Boolean).join(' ');
}

/** Who may read a table's rows, from its policies for reading. Throws on a setting it does not know. */
export function readersOf(policies: readonly string[]): string[] {
  return [...new Set(policies.flatMap((text) => alternatives(text.replace(/\s+/g, ' ')).map(reader)))];
}
