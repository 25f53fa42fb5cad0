import type pg from 'pg';
import { newId } from '../platform/ids.ts';

/** A county's sealed records as a tamperer finds them. */
export interface Sealed {
  county: string;
  leaves: { position: number; source: 'audit' | 'action'; record: string; seq: number }[];
  checkpoints: { size: number; note: string }[];
}

/** One tampering: done as the superuser, straight in the tables; where a verifier has to find it. */
export type Tampering = (database: pg.Client, sealed: readonly Sealed[], pick: (n: number) => number) => Promise<string[]>;

type Leaf = Sealed['leaves'][number];

const whereOf = ({ source, record, seq }: Leaf): string => (source === 'audit' ? `audit ${record}` : `action ${record}/${seq}`);
const tableOf = ({ source }: Leaf): string => (source === 'audit' ? 'audit' : 'matter_action');
const rowOf = ({ source, record, seq }: Leaf, county: string): string =>
  source === 'audit' ? `county = '${county}' and id = '${record}'` : `county = '${county}' and matter_id = '${record}' and seq = ${seq}`;

const CHANGES = {
  audit: [
    "actor = actor || '。'",
    "purpose = '例行检查'",
    'person_id = gen_random_uuid()',
    "kind = case kind when 'look' then 'change' else 'look' end",
    "operation = 'people.list'",
    "role = 'nobody'",
    'detail = detail || \'{"a": 1}\'',
    "territory = territory || '0'",
  ],
  action: [
    'input = input || \'{"words": "都好"}\'',
    'by = by || \'{"name": "别人"}\'',
    "step = step || '-'",
    'made_at = now()',
    'refs = refs || \'{"x": 1}\'',
    'deadlines = deadlines || \'{"x": 1}\'',
  ],
};

const any = <Item>(items: readonly Item[], pick: (n: number) => number): Item => items[pick(items.length)] as Item;

export const TAMPERINGS: Record<string, Tampering> = {
  async change(database, sealed, pick) {
    const { county, leaves } = any(sealed, pick);
    const leaf = any(leaves, pick);
    await database.query(`update ${tableOf(leaf)} set ${any(CHANGES[leaf.source], pick)} where ${rowOf(leaf, county)}`);
    return [whereOf(leaf)];
  },
  async delete(database, sealed, pick) {
    const { county, leaves } = any(sealed, pick);
    const leaf = any(leaves, pick);
    await database.query(`delete from ${tableOf(leaf)} where ${rowOf(leaf, county)}`);
    return [whereOf(leaf)];
  },
  /** A row that was never written, dated among those that were. */
  async insert(database, sealed, pick) {
    const { county, leaves, checkpoints } = any(sealed, pick);
    const like = any(
      // What is written as of now is sealed as of now: a seal proves when, not by whom.
      leaves.slice(0, checkpoints.at(-2)?.size).filter(({ source }) => source === 'audit'),
      pick,
    );
    const id = newId();
    await database.query(
      `insert into audit select county, '${id}', at, account_id, actor, role, body_id, territory, operation, kind, person_id, matter_id, purpose, detail
       from audit where ${rowOf(like, county)}`,
    );
    return [`audit ${id}`];
  },
  async reorder(database, sealed, pick) {
    const { county, leaves } = any(sealed, pick);
    const one = pick(leaves.length - 1);
    const [a, b] = [one, one + 1 + pick(leaves.length - one - 1)];
    const away = 1_000_000;
    await database.query(`update seal_leaf set position = position + ${away} where county = '${county}' and position in (${a}, ${b})`);
    await database.query(
      `update seal_leaf set position = case position when ${a + away} then ${b} else ${a} end where county = '${county}' and position >= ${away}`,
    );
    return ['checkpoint'];
  },
  async 'back-date'(database, sealed, pick) {
    const { county, leaves } = any(sealed, pick);
    const leaf = any(leaves, pick);
    await database.query(`update ${tableOf(leaf)} set at = at - interval '1 microsecond' * ${1 + pick(1e9)} where ${rowOf(leaf, county)}`);
    return [whereOf(leaf)];
  },
  async 'swap two trees'(database, sealed, pick) {
    const [one, other] = [...sealed].sort(() => pick(2) - 0.5).map(({ county }) => county) as [string, string];
    const tables = any([['seal_leaf', 'seal_checkpoint'], ['seal_leaf'], ['seal_checkpoint']], pick);
    for (const table of tables) {
      await database.query(`update ${table} set county = 'x' where county = '${one}'`);
      await database.query(`update ${table} set county = '${one}' where county = '${other}'`);
      await database.query(`update ${table} set county = '${other}' where county = 'x'`);
    }
    return ['checkpoint'];
  },
  /** Everything as it was at an earlier checkpoint: whole in itself, and older than what the witness has seen. */
  async 'roll back'(database, sealed, pick) {
    const { county, leaves, checkpoints } = any(sealed, pick);
    const { size } = any(checkpoints.slice(0, -1), pick);
    for (const leaf of leaves.slice(size)) await database.query(`delete from ${tableOf(leaf)} where ${rowOf(leaf, county)}`);
    await database.query(`delete from seal_leaf where county = '${county}' and position >= ${size}`);
    await database.query(`delete from seal_checkpoint where county = '${county}' and size > ${size}`);
    return ['tree'];
  },
  async 'edit a signature'(database, sealed, pick) {
    const { county, checkpoints } = any(sealed, pick);
    const { size, note } = any(checkpoints, pick);
    const start = note.indexOf('linli-seal ') + 'linli-seal '.length;
    const at = start + pick(80);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.replace(note[at] as string, '');
    const edited = note.slice(0, at) + letters[pick(letters.length)] + note.slice(at + 1);
    await database.query('update seal_checkpoint set note = $1 where county = $2 and size = $3', [edited, county, size]);
    return [`checkpoint ${size}`];
  },
};
