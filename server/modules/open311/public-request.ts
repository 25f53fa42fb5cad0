import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { categoryOf } from '../../../domain/matters/appeal/categories.ts';
import { isOpen, STATUSES, type Status } from '../../../domain/matters/state.ts';
import { STATUS_TITLES } from '../../../domain/matters/words.zh.ts';
import type { PublicRow } from './store.ts';
import type { Value } from './xml.ts';

export type PublicState = 'open' | 'closed';

/** The two states of GeoReport: what still waits for an answer is open. What somebody took back is nobody's business any more. */
export const statusesOf = (states: readonly PublicState[]): Status[] =>
  STATUSES.filter((one) => one !== 'withdrawn' && states.includes(isOpen(one) ? 'open' : 'closed'));

/** A moment as everybody may know it: the day in the region. The minute someone was at the counter or on the phone is nobody's business. */
const onDay = (at: Date): string => `${dateOfDay(dayOf(at))}T00:00:00+08:00`;

/** An appeal as GeoReport v2 shows a request. What is null is never told: words, the exact place, a point, a picture. */
export function publicRequest(row: PublicRow, place: string): Value {
  const status = row.status as Status;
  return {
    service_request_id: row.number,
    status: isOpen(status) ? 'open' : 'closed',
    status_notes: STATUS_TITLES[status],
    service_name: categoryOf(row.category).name,
    service_code: row.category,
    description: null,
    agency_responsible: row.holder,
    service_notice: null,
    requested_datetime: onDay(row.filedAt),
    updated_datetime: onDay(row.updatedAt),
    expected_datetime: row.answerDue ? onDay(row.answerDue) : null,
    address: place,
    address_id: row.village,
    zipcode: null,
    lat: null,
    long: null,
    media_url: null,
  };
}
