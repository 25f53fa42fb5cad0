import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { CarriedService } from '../../../domain/field/contract.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { itemsToCollect } from '../services/index.ts';
import type { FieldPart } from './part.ts';

/** What a worker may apply for on a resident's behalf (2.5); about nobody, and given again whole when the county changes any of it. */
export const servicesPart: FieldPart = {
  name: 'services',
  async read({ tx, app, actor, now, since }) {
    const { digest, items } = await itemsToCollect(app, tx, countyOf(actor.range), dateOfDay(dayOf(now)));
    const unchanged = since.whole === digest;
    return {
      unchanged,
      items: unchanged ? [] : items.map((item) => ({ id: item.id, version: 'first', value: CarriedService.parse(item) })),
      ids: null,
      whole: digest,
      next: null,
    };
  },
};
