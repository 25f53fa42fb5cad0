import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestServer, testServer } from '../testing/server.ts';
import { until } from '../testing/until.ts';
import { type JobHandler, queue, runOneJob, startJobs } from './jobs.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.clock.set('2026-11-24T09:00:00+08:00');
  await server.prepare(({ db }) => db.deleteFrom('job').execute());
});

const add = (kind: string, more: { uniqueKey?: string; runAt?: Date; payload?: Record<string, unknown> } = {}) =>
  server.prepare((tx) => queue(tx, server.clock.now(), [{ county: '640121', kind, ...more }]));
const all = () => server.prepare(({ db }) => db.selectFrom('job').selectAll().orderBy('run_at').orderBy('id').execute());
const failing: JobHandler = async () => {
  throw new Error('the gateway does not answer');
};

describe('a job', () => {
  it('runs when it is due and not before, with what it was given', async () => {
    const seen: unknown[] = [];
    const handlers = {
      note: async ({ payload, county, attempt }: Parameters<JobHandler>[0]) => void seen.push({ payload, county, attempt }),
    };
    await add('note', { payload: { number: 7 }, runAt: new Date('2026-11-24T10:00:00+08:00') });
    expect(await runOneJob(server.app, handlers)).toBe(false);
    server.clock.set('2026-11-24T10:00:00+08:00');
    expect(await runOneJob(server.app, handlers)).toBe(true);
    expect(await runOneJob(server.app, handlers)).toBe(false);
    expect(seen).toEqual([{ payload: { number: 7 }, county: '640121', attempt: 1 }]);
    expect(await all()).toMatchObject([{ state: 'done', attempts: 1, last_error: null }]);
  });

  it('is queued with what needs it, or not at all', async () => {
    await expect(
      server.prepare(async (tx) => {
        await queue(tx, server.clock.now(), [{ county: '640121', kind: 'note' }]);
        throw new Error('the step failed');
      }),
    ).rejects.toThrow('the step failed');
    expect(await all()).toEqual([]);
  });

  it('that fails undoes its own writing, waits longer each time, and is given up after eight', async () => {
    const handlers = {
      write: (async ({ tx }) => {
        await tx.db.insertInto('calendar_day').values({ date: '2026-05-01', kind: 'holiday', name: 'x', source: 'x' }).execute();
        throw new Error('too late');
      }) satisfies JobHandler,
    };
    await add('write');
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      expect(await runOneJob(server.app, handlers)).toBe(true);
      const [job] = await all();
      if (attempt < 8) waits.push((job!.run_at.getTime() - server.clock.now().getTime()) / 1000);
      expect(await runOneJob(server.app, handlers), 'not again before its time').toBe(false);
      server.clock.set(job!.run_at.toISOString());
    }
    expect(waits).toEqual([10, 40, 90, 160, 250, 360, 490]);
    expect(await all()).toMatchObject([{ state: 'dead', attempts: 8, last_error: 'too late' }]);
    expect(await server.prepare(({ db }) => db.selectFrom('calendar_day').selectAll().where('date', '=', '2026-05-01').execute())).toEqual(
      [],
    );
  });

  it('does not stop the others when it fails in the database', async () => {
    const done: string[] = [];
    const handlers = {
      bad: (async ({ tx }) => void (await tx.send('select 1 / 0'))) satisfies JobHandler,
      good: (async () => void done.push('good')) satisfies JobHandler,
    };
    await add('bad');
    server.clock.advance(1000);
    await add('good');
    await runOneJob(server.app, handlers);
    await runOneJob(server.app, handlers);
    expect(done).toEqual(['good']);
    expect((await all()).find((job) => job.kind === 'bad')).toMatchObject({
      state: 'waiting',
      attempts: 1,
      last_error: 'division by zero',
    });
  });

  it('of a kind nobody knows is kept and named', async () => {
    await add('forgotten');
    await runOneJob(server.app, {});
    expect(await all()).toMatchObject([{ state: 'waiting', last_error: 'no handler for jobs of kind forgotten' }]);
  });
});

describe('a key', () => {
  it('that waits is queued once; done or given up it makes room for the next', async () => {
    await add('note', { uniqueKey: 'k' });
    await add('note', { uniqueKey: 'k' });
    expect(await all()).toHaveLength(1);
    await runOneJob(server.app, { note: async () => {} });
    await add('note', { uniqueKey: 'k' });
    expect((await all()).map((job) => job.state).sort()).toEqual(['done', 'waiting']);
    for (let attempt = 0; attempt < 8; attempt++) {
      await runOneJob(server.app, { note: failing });
      server.clock.advance(3_600_000);
    }
    await add('note', { uniqueKey: 'k' });
    expect((await all()).map((job) => job.state).sort()).toEqual(['dead', 'done', 'waiting']);
  });

  it('queued by two at the same moment is one', async () => {
    await Promise.all(Array.from({ length: 5 }, () => add('note', { uniqueKey: 'race' })));
    expect(await all()).toHaveLength(1);
  });

  it('may be queued by those who may not read jobs', async () => {
    const { transaction } = await import('./database.ts');
    await transaction(server.app.pool, { kind: 'anyone' }, (tx) =>
      queue(tx, server.clock.now(), [{ county: '640121', kind: 'note', uniqueKey: 'anyone' }]),
    );
    expect(await all()).toHaveLength(1);
  });
});

describe('two runners', () => {
  it('share the work: each job once, none waits for a slow one', async () => {
    const ran: string[] = [];
    let started = false;
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const handlers = {
      work: (async ({ payload }) => {
        if (payload.name === 'slow') {
          started = true;
          await slow;
        }
        ran.push(String(payload.name));
      }) satisfies JobHandler,
    };
    await add('work', { payload: { name: 'slow' } });
    server.clock.advance(1000);
    for (let at = 0; at < 12; at++) await add('work', { payload: { name: `quick ${at}` } });
    const first = runOneJob(server.app, handlers);
    await until(() => started);
    const drain = async () => {
      while (await runOneJob(server.app, handlers));
    };
    await Promise.all([drain(), drain()]);
    expect(ran).toHaveLength(12);
    expect(new Set(ran).size).toBe(12);
    release();
    await first;
    expect(ran).toContain('slow');
  });
});

describe('a schedule', () => {
  const schedules = [
    { kind: 'morning', dailyAtMinute: 8 * 60 + 30 },
    { kind: 'often', everyMinutes: 5 },
  ];

  /** Lets a runner look once at the schedules, at an instant. */
  async function tick(at: string, ran: string[]): Promise<void> {
    server.clock.set(at);
    const handlers = Object.fromEntries(
      schedules.map(({ kind }) => [kind, (async () => void ran.push(`${kind} ${server.clock.now().toISOString()}`)) satisfies JobHandler]),
    );
    const runner = startJobs(server.app, handlers, schedules, { everyMs: 60_000 });
    await until(async () => {
      const waiting = (await all()).filter((job) => job.state === 'waiting');
      const next = (kind: string) => waiting.some((job) => job.kind === kind && job.run_at > server.clock.now());
      return waiting.every((job) => job.run_at > server.clock.now()) && next('morning') && next('often');
    });
    await runner.stop();
  }

  it('is kept in the region’s day, whatever the machine’s zone', async () => {
    const ran: string[] = [];
    await tick('2026-11-24T07:00:00+08:00', ran);
    const next = (await all()).find((job) => job.kind === 'morning');
    expect(next?.run_at.toISOString()).toBe('2026-11-24T00:30:00.000Z');
    await tick('2026-11-24T08:30:00+08:00', ran);
    await tick('2026-11-24T12:00:00+08:00', ran);
    await tick('2026-11-24T23:59:00+08:00', ran);
    expect(ran.filter((one) => one.startsWith('morning'))).toEqual(['morning 2026-11-24T00:30:00.000Z']);
    await tick('2026-11-25T08:31:00+08:00', ran);
    expect(ran.filter((one) => one.startsWith('morning'))).toHaveLength(2);
  });

  it('that slept through does its work once, not once for each time it missed', async () => {
    const ran: string[] = [];
    await tick('2026-11-24T07:00:00+08:00', ran);
    await tick('2026-11-27T07:02:00+08:00', ran);
    expect(ran.filter((one) => one.startsWith('morning'))).toHaveLength(1);
    expect(ran.filter((one) => one.startsWith('often'))).toHaveLength(1);
  });

  it('is queued once for its period, however often the runner is woken', async () => {
    server.clock.set('2026-11-24T07:00:00+08:00');
    const asked = vi.spyOn(server.app.pool, 'connect');
    const runner = startJobs(server.app, {}, schedules, { everyMs: 60_000 });
    // Queued, and a look whether anything is due.
    await until(async () => asked.mock.calls.length === 2);
    runner.wake();
    await until(async () => asked.mock.calls.length > 2);
    await runner.stop();
    expect(asked).toHaveBeenCalledTimes(3);
    asked.mockRestore();
    expect(await all()).toHaveLength(2);
  });

  it('is queued once by two servers', async () => {
    const runners = [1, 2].map(() => startJobs(server.app, {}, [{ kind: 'shared', everyMinutes: 5 }], { everyMs: 60_000 }));
    await until(async () => (await all()).length > 0);
    await Promise.all(runners.map((runner) => runner.stop()));
    expect((await all()).filter((job) => job.kind === 'shared')).toHaveLength(1);
  });
});
