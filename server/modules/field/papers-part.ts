import { createHash } from 'node:crypto';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { CarriedPapers } from '../../../domain/field/contract.ts';
import { parameterOn } from '../policy/index.ts';
import { papersGiven } from '../proxy/index.ts';
import { type FieldPart, itemsSince } from './part.ts';

const DAY = 86_400_000;

/** Which papers people of the grid have given us already, by their names alone, so that no door is asked for them again (2.6). */
export const papersPart: FieldPart = {
  name: 'papers',
  async read({ tx, app, actor, now, since, look }) {
    const days = await parameterOn(app, 'proxy.papers', actor.range, dateOfDay(dayOf(now)));
    const people = new Map<string, CarriedPapers>();
    for (const { person, matter, number, materials } of await papersGiven(tx, actor.range, new Date(now.getTime() - days * DAY))) {
      const held = people.get(person) ?? { matters: [], papers: {} };
      people.set(person, held);
      held.matters.push(matter);
      for (const { name, how } of materials) if (how === 'photo') held.papers[name] ??= number;
    }
    const versions = [...people].map(([id, held]) => ({
      id,
      version: createHash('sha256').update(JSON.stringify(held)).digest('base64url'),
    }));
    return itemsSince(since, versions, async (id) => {
      look({ personId: id, purpose: '外勤离线携带已交过的材料' });
      return people.get(id);
    });
  },
};
