import { z } from 'zod';
import { countyOfActor, type StaffActor } from '../../../domain/accounts/actor.ts';
import { mayTake } from '../../../domain/matters/available-steps.ts';
import { anyone } from '../../../domain/matters/permissions.ts';
import { contentOf } from '../../../domain/matters/proxy-service/content.ts';
import { InHand, PapersWaiting, ReadInHand } from '../../../domain/matters/proxy-service/contract.ts';
import { proxyService } from '../../../domain/matters/proxy-service/proxy-service.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { invalid } from '../../platform/problem.ts';
import { placeNames } from '../territory/index.ts';
import { STATION, WINDOW } from './roles.ts';
import { countWaiting, listInHand } from './store.ts';

const CURSOR = /^([0-9TZ:.-]{20,30})\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function cursorOf(after: string | undefined): { due: string; id: string } | null {
  if (after === undefined) return null;
  const [, due, id] = CURSOR.exec(after) ?? [];
  if (!due || !id || Number.isNaN(Date.parse(due))) throw invalid('after', '翻页位置不对，请重新打开。');
  return { due, id };
}

const inHand = operation({
  name: 'proxy.inHand',
  summary: 'The applications whose papers are at one’s station, with why any cannot be handed in today.',
  clause: '2.5',
  kind: 'query',
  roles: STATION,
  input: ReadInHand,
  output: z.object({ items: z.array(InHand), next: z.string().nullable() }),
  permit: anyone,
  run: async ({ tx, app, actor, input, now }) => {
    const body = { county: countyOfActor(actor), id: (actor as StaffActor).body.id };
    const rows = await listInHand(tx, body, cursorOf(input.after), input.limit + 1);
    const placeOf = await placeNames(app, tx, rows);
    const items = [];
    for (const row of rows.slice(0, input.limit)) {
      const { state } = row;
      const content = contentOf(state);
      const answer = mayTake(proxyService, 'hand-in', { state, actor, knowledge: { reportedByActor: false }, now });
      items.push({
        id: row.id,
        seq: row.seq,
        number: row.number,
        title: state.title,
        place: placeOf(row),
        address: state.place.address,
        collectedAt: state.filedAt,
        due: row.due?.toISOString() ?? null,
        mandateUntil: content.mandate?.until ?? null,
        materials: content.materials,
        refused: answer.allowed ? null : answer.reason,
      });
    }
    const last = items.at(-1);
    return { items, next: rows.length > input.limit && last?.due ? `${last.due}|${last.id}` : null };
  },
});

const waiting = operation({
  name: 'proxy.waiting',
  summary: 'How much waits: papers to hand in at a station, lists to receive at a window.',
  clause: '2.5',
  kind: 'query',
  roles: [...STATION, ...WINDOW],
  input: z.strictObject({}),
  output: PapersWaiting,
  permit: anyone,
  run: ({ tx, actor }) => countWaiting(tx, { county: countyOfActor(actor), id: (actor as StaffActor).body.id }),
});

export const waitingOperations: Operation[] = [inHand, waiting];
