import type { Receipt } from '../../../../domain/matters/contract.ts';
import type { Town, Who } from '../../matters.ts';
import { type BodyKey, NEXT_VILLAGE, OTHER_VILLAGE, VILLAGE } from '../../people.ts';
import type { Subject } from '../relations.ts';
import type { Named } from './named.ts';

export interface SomeMatters {
  matters: (Named & { number: string; reporterId: string })[];
}

const PASSED_ON = ['station', 'centre'] as const;

/** Files an appeal and lets the centre give it to a body. */
async function given(place: Town, who: Who, body: BodyKey, input: Record<string, unknown> = {}): Promise<Receipt> {
  const receipt = await place.file(who, input);
  await place.take('stationWorker', 'pass-up', receipt.id, { words: '请镇里办' });
  await place.take('dispatcher', 'assign', receipt.id, { body: place.bodies[body] });
  return receipt;
}

const reporterOf = (place: Town, id: string): Promise<{ id: string }> =>
  place.prepare(({ db }) => db.selectFrom('matter_reporter').select('id').where('matter_id', '=', id).executeTakeFirstOrThrow());

/** Appeals with a department, with an office, with a hidden name, by a receipt alone, in the next village and in another county. */
export async function someMatters(place: Town): Promise<SomeMatters> {
  const lamp = await given(place, 'resident', 'water');
  const lane = await given(place, 'neighbour', 'landOffice', { words: '村口的路塌了一块', category: 'roads.lane' });
  const noise = await given(place, 'neighbour', 'water', { words: '有人半夜放音响吵得睡不着', hidden: true });
  const slip = await place.file(null, { words: '过路看见井盖翻了', contact: { name: '过路人', phone: '' } });
  const next = await place.file('villagerNext', { words: '渠里没有水', village: NEXT_VILLAGE });
  const other = await place.file('otherResident', { words: '广场的灯坏了', village: OTHER_VILLAGE });

  const here = { place: VILLAGE, passedOn: true };
  const filed: readonly [Receipt, Subject][] = [
    [lamp, { ...here, what: 'held by a department', parts: [...PASSED_ON, 'water'], persons: ['resident', 'wife'] }],
    [lane, { ...here, what: 'held by an office', parts: [...PASSED_ON, 'landOffice'], persons: ['neighbour'] }],
    [noise, { ...here, what: 'hidden reporter', parts: [...PASSED_ON, 'water'], persons: ['neighbour'], hidden: true }],
    [slip, { what: 'by receipt', place: VILLAGE, parts: ['station'], receipt: slip.receiptCode }],
    [next, { what: 'next village', place: NEXT_VILLAGE, parts: ['nextStation'], persons: ['villagerNext'] }],
    [other, { what: 'other county', place: OTHER_VILLAGE, parts: ['otherStation'], persons: ['otherResident'] }],
  ];
  const matters: SomeMatters['matters'] = [];
  for (const [{ id, number }, subject] of filed) matters.push({ ...subject, id, number, reporterId: (await reporterOf(place, id)).id });
  return { matters };
}
