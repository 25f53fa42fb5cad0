import { findMatters, queueVersions, viewMatter } from '../matters/index.ts';
import { type FieldPart, itemsSince } from './part.ts';

/** More than this wait for nobody who walks; the rest comes when some are done. */
const MOST = 200;

/** The open matters of the grid and of the worker's station, and the results and papers to be brought home, whole, so that every step can be decided without a network. */
export const mattersPart: FieldPart = {
  name: 'matters',
  opens: true,
  async read({ tx, app, actor, now, since, look }) {
    const [mine, others] = await Promise.all([queueVersions(tx, actor, 'mine', now, MOST), queueVersions(tx, actor, 'waiting', now, MOST)]);
    const waiting = new Set(mine.map(({ id }) => id));
    const open = new Map([...mine, ...others].map(({ id, seq }) => [id, `${seq}${waiting.has(id) ? '' : '-'}`]));
    const versions = [...open].map(([id, version]) => ({ id, version }));
    // Only what the phone does not have yet is read whole.
    const rows = await findMatters(
      tx,
      [...open].flatMap(([id, version]) => (since.items?.[id] === version ? [] : [id])),
    );
    return itemsSince(since, versions, async (id) => {
      const row = rows.get(id);
      if (!row) return undefined;
      look({ matterId: id, territory: row.village, purpose: '外勤离线查看' });
      return { ...(await viewMatter(tx, app, actor, now, row, 'carried')), mine: waiting.has(id) };
    });
  },
};
