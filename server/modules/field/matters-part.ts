import { findMatter, listToBring, readQueue, viewMatter } from '../matters/index.ts';
import { type FieldPart, itemsSince } from './part.ts';

/** More than this wait for nobody who walks; the rest comes when some are done. */
const MOST = 200;
const NO_FILTER = { q: '' };
/** What nobody has brought for so long is for the station to settle. */
const BROUGHT_WITHIN = 180 * 86_400_000;

/** The open matters of the grid and of the worker's station, and the results and papers to be brought home, whole, so that every step can be decided without a network. */
export const mattersPart: FieldPart = {
  name: 'matters',
  async read({ tx, app, actor, now, since, look }) {
    const mine = await readQueue(tx, actor, 'mine', NO_FILTER, now, null, MOST);
    const others = await readQueue(tx, actor, 'waiting', NO_FILTER, now, null, MOST);
    const rows = new Map<string, NonNullable<Awaited<ReturnType<typeof findMatter>>>>();
    for (const { id } of [...mine, ...others]) {
      const row = await findMatter(tx, id);
      if (row) rows.set(id, row);
    }
    const brought = await listToBring(tx, actor.range, new Date(now.getTime() - BROUGHT_WITHIN), MOST);
    for (const row of brought) rows.set(row.id, row);
    const waiting = new Set([...mine, ...brought].map(({ id }) => id));
    const versions = [...rows.values()].map((row) => ({ id: row.id, version: `${row.seq}${waiting.has(row.id) ? '' : '-'}` }));
    return itemsSince(since, versions, async (id) => {
      const row = rows.get(id);
      if (!row) return undefined;
      look({ matterId: id, territory: row.village, purpose: '外勤离线查看' });
      return { ...(await viewMatter(tx, app, actor, now, row)), mine: waiting.has(id) };
    });
  },
};
