import { z } from 'zod';
import { countyOfActor } from '../../../domain/accounts/actor.ts';
import { Receipt } from '../../../domain/matters/contract.ts';
import { anyone, mayFile } from '../../../domain/matters/permissions.ts';
import {
  ApplyForService,
  CollectService,
  HandIn,
  HandOver,
  ReadHandOvers,
  ReadRunning,
  ReceiveHandOver,
  Running,
} from '../../../domain/matters/proxy-service/contract.ts';
import { proxyService } from '../../../domain/matters/proxy-service/proxy-service.ts';
import { statusTitleOf } from '../../../domain/matters/words.zh.ts';
import { refuse, when } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { apply, collect } from './apply.ts';
import { handIn, handOverOf, receive } from './hand-over.ts';
import { STATION, WINDOW } from './roles.ts';
import { findHandOver, findRunning, listHandOvers, lockHandOver } from './store.ts';
import { waitingOperations } from './waiting.ts';

export { proxyRetention } from './retention-store.ts';
export { papersGiven } from './store.ts';

const collectService = operation({
  name: 'proxy.collect',
  summary: 'Take a resident’s papers and mandate for an item of the catalogue, at the station or at home.',
  clause: '2.5',
  kind: 'command',
  roles: [...STATION, ...WINDOW],
  input: CollectService,
  output: Receipt,
  permit: ({ actor, input }) => mayFile(actor, input),
  run: collect,
});

const applyForService = operation({
  name: 'proxy.apply',
  summary: 'Apply online for an item of the catalogue, without a trip.',
  clause: '2.6',
  kind: 'command',
  roles: ['resident'],
  perMinute: 10,
  input: ApplyForService,
  output: Receipt,
  permit: ({ actor, input }) => (actor.kind === 'resident' ? mayFile(actor, input) : refuse('请先登录，再网上申请。', '2.6')),
  run: apply,
});

const handInPapers = operation({
  name: 'proxy.handIn',
  summary: 'Hand the papers of several residents to the township on one list.',
  clause: '2.5',
  kind: 'command',
  roles: STATION,
  input: HandIn,
  output: HandOver,
  permit: anyone,
  run: handIn,
});

const readHandOvers = operation({
  name: 'proxy.handOvers',
  summary: 'The lists by which one’s body handed or received papers, the newest first.',
  clause: '2.5',
  kind: 'query',
  roles: [...STATION, ...WINDOW],
  input: ReadHandOvers,
  output: z.object({ lists: z.array(HandOver) }),
  permit: anyone,
  run: async ({ tx, actor, input }) => {
    if (actor.kind !== 'staff') return { lists: [] };
    const rows = await listHandOvers(tx, { county: countyOfActor(actor), id: actor.body.id }, { ...input, before: input.before ?? null });
    return { lists: rows.map(handOverOf) };
  },
});

const readHandOver = operation({
  name: 'proxy.handOver',
  summary: 'One list by which papers were handed over, for the body that handed or received it.',
  clause: '2.5',
  kind: 'query',
  roles: [...STATION, ...WINDOW],
  input: z.strictObject({ id: z.uuid() }),
  output: HandOver,
  permit: anyone,
  run: async ({ tx, actor, input }) => {
    const row = await findHandOver(tx, countyOfActor(actor), input.id);
    return row ? handOverOf(row) : Promise.reject(notFound());
  },
});

const readRunning = operation({
  name: 'proxy.running',
  summary: 'Whether the same item already runs for a person, as far as one may see it.',
  clause: '2.6',
  kind: 'query',
  roles: [...STATION, ...WINDOW, 'resident'],
  input: ReadRunning,
  output: Running,
  permit: anyone,
  run: async ({ tx, actor, audit, input: { village, item, person } }) => {
    const found = await findRunning(tx, { county: village.slice(0, 6), person, item });
    if (!found) return { matter: null };
    if (actor.kind === 'staff')
      audit({
        ...{ kind: 'look', county: countyOf(found.village), territory: found.village, matterId: found.id, personId: person },
        purpose: '看同一件事是不是已经在办',
      });
    const { id, number, filed_at, state } = found;
    return { matter: { id, number, statusTitle: statusTitleOf(proxyService, state.status), filedAt: filed_at.toISOString() } };
  },
});

const receiveHandOver = operation({
  name: 'proxy.receive',
  summary: 'Sign for a list of papers; what was not found goes back to the village.',
  clause: '2.5',
  kind: 'command',
  roles: WINDOW,
  input: ReceiveHandOver,
  output: HandOver,
  load: async ({ tx, actor, input }) => (await lockHandOver(tx, countyOfActor(actor), input.id)) ?? Promise.reject(notFound()),
  permit: ({ actor, subject }) =>
    actor.kind === 'staff' && actor.body.id === subject.centre_id
      ? when(subject.received_at === null, '这份清单已经签收过了。', '2.5')
      : refuse('由收件的民生服务中心签收。', '2.5'),
  run: receive,
});

export const proxyOperations: Operation[] = [
  collectService,
  applyForService,
  handInPapers,
  readHandOvers,
  readHandOver,
  readRunning,
  receiveHandOver,
  ...waitingOperations,
];
