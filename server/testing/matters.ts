import type { z } from 'zod';
import type { MatterView, QueueCounts, QueueRow, Receipt, StepTaken } from '../../domain/matters/contract.ts';
import { forgetSession } from '../modules/accounts/index.ts';
import { sha256 } from '../platform/ids.ts';
import { runOneJob } from '../platform/jobs.ts';
import { jobHandlers } from '../start.ts';
import { type MiniCounty, miniCounty, type PersonKey, VILLAGE } from './people.ts';
import { type Answer, type TestServer, type TestServerOptions, testServer } from './server.ts';
import { movable, newAddress } from './world.ts';

/** Who calls: someone of the county, or whoever holds a receipt, or nobody. */
export type Who = PersonKey | { receipt: string } | null;

/** Problem details as a browser reads them. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  reason?: string;
  clause?: string;
  detail?: string;
  errors?: { path: string; message: string }[];
}

export interface Town extends TestServer, MiniCounty {
  send<T = ProblemBody>(who: Who, operation: string, input?: unknown, options?: { commandId?: string }): Promise<Answer<T>>;
  /** Files an appeal and expects that it is taken. */
  file(who: Who, input?: Record<string, unknown>): Promise<Receipt>;
  view(who: Who, id: string): Promise<MatterView>;
  /** Takes a step on the state of now; the answer may be a problem. */
  try(who: Who, step: string, id: string, input?: Record<string, unknown>): Promise<Answer<Omit<ProblemBody, 'status'> & StepDone>>;
  /** Takes a step and expects that it is taken. */
  take(who: Who, step: string, id: string, input?: Record<string, unknown>): Promise<StepDone>;
  counts(who: Who): Promise<z.infer<typeof QueueCounts>>;
  queue(who: Who, tab: string, filter?: Record<string, unknown>): Promise<QueueRow[]>;
  /** Sets the clock, '2026-11-24 09:00' in the region; everyone stays signed in meanwhile. */
  at(text: string): Promise<void>;
  /** Runs all jobs that are due. */
  work(): Promise<number>;
}

export type StepDone = z.infer<typeof StepTaken>;

export const LAMP = { words: '学校门口的路灯不亮一个星期了，孩子晚上放学看不见路', category: 'roads.lamp', village: VILLAGE };

/** A server with the mini county, and the ways its people call it. */
export async function town(options: TestServerOptions = {}): Promise<Town> {
  const server = await testServer(options);
  const county = await miniCounty(server);
  const signedAs = (who: Who) => (who === null ? {} : typeof who === 'string' ? { as: county.as[who] } : { receipt: who.receipt });

  const moveTo = movable(server);
  /** Those without an account call from an address of their own each time: how often one may call is tested elsewhere. */
  const send = <T>(who: Who, operation: string, input: unknown = {}, more: { commandId?: string } = {}) => {
    if (typeof who !== 'string') moveTo(newAddress());
    return server.call<T>(operation, input, { ...signedAs(who), ...more });
  };
  async function expectDone<T>(answer: Promise<Answer<unknown>>, what: string): Promise<T> {
    const { status, body } = await answer;
    if (status !== 200) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
    return body as T;
  }
  const view = (who: Who, id: string) => expectDone<MatterView>(send(who, 'matters.view', { id }), `view by ${JSON.stringify(who)}`);

  /** The seq of now, read past row-level security, so that those who may not see the matter can try too. */
  const seqOf = (id: string) =>
    server.prepare(({ db }) => db.selectFrom('matter').select('seq').where('id', '=', id).executeTakeFirst()).then((row) => row?.seq ?? 1);
  const attempt = async (who: Who, step: string, id: string, input: Record<string, unknown> = {}) =>
    send<Omit<ProblemBody, 'status'> & StepDone>(who, `matters.${step}`, { id, seq: await seqOf(id), ...input });

  return {
    ...server,
    ...county,
    send,
    file: (who, input = {}) => expectDone<Receipt>(send(who, 'matters.file', { ...LAMP, ...input }), 'file'),
    view,
    try: attempt,
    take: (who, step, id, input) => expectDone<StepDone>(attempt(who, step, id, input), step),
    counts: (who) => expectDone(send(who, 'matters.counts'), 'counts'),
    queue: async (who, tab, filter = {}) =>
      (await expectDone<{ items: QueueRow[] }>(send(who, 'matters.queue', { tab, ...filter }), 'queue')).items,
    async at(text) {
      const now = `${text.replace(' ', 'T')}:00+08:00`;
      server.clock.set(now);
      await server.prepare(({ db }) => db.updateTable('session').set({ seen_at: now }).execute());
      for (const token of Object.values(county.as)) forgetSession(server.app, sha256(`session:${token}`));
    },
    async work() {
      let done = 0;
      while (await runOneJob(server.app, jobHandlers)) done++;
      return done;
    },
  };
}
