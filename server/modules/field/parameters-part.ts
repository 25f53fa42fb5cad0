import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { CARRIED_PARAMETERS } from '../../../domain/field/contract.ts';
import { parameterOn } from '../policy/index.ts';
import { type FieldPart, itemsSince } from './part.ts';

/** The county's numbers a screen without a network goes by, as they hold today in the grid. */
export const parametersPart: FieldPart = {
  name: 'parameters',
  async read({ app, actor, now, since }) {
    const date = dateOfDay(dayOf(now));
    const values = new Map<string, number>();
    for (const key of CARRIED_PARAMETERS) values.set(key, await parameterOn(app, key, actor.range, date));
    const versions = [...values].map(([id, value]) => ({ id, version: String(value) }));
    return itemsSince(since, versions, async (id) => values.get(id));
  },
};
