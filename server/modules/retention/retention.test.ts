import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobHandlers, jobSchedulesAll } from '../../start.ts';
import { type Town, town } from '../../testing/matters.ts';
import { KEPT } from './kept.ts';
import { carryOut, retentionDue } from './report.ts';
import { NIGHTLY, RETENTION_RULES } from './rules.ts';

let place: Town;
beforeAll(async () => {
  place = await town({ now: '2026-11-24T09:00:00+08:00' });
});
afterAll(() => place.stop());

const due = async (now: Date) => (await place.prepare((tx) => retentionDue(tx, now))).due;
const rowsOf = async (rule: string, now: Date) => (await due(now)).find((one) => one.rule === rule)?.rows;
const later = (days: number) => new Date(place.clock.now().getTime() + days * 86_400_000);

describe('the retention rules', () => {
  it('speak of each table, or say why its rows stay', async () => {
    const { unknown } = await place.prepare((tx) => retentionDue(tx, place.clock.now()));
    expect(unknown).toEqual([]);
  });

  it('never touch what is sealed', () => {
    const sealed = Object.keys(KEPT).filter((table) => KEPT[table]?.sealed);
    expect(sealed.sort()).toEqual(['audit', 'matter_action', 'seal_checkpoint', 'seal_leaf']);
    expect(RETENTION_RULES.filter(({ table }) => KEPT[table])).toEqual([]);
  });

  it('are each carried out by a job that is scheduled each night', () => {
    for (const { id } of NIGHTLY) {
      expect(jobHandlers[`retention.${id}` as keyof typeof jobHandlers], id).toBeTypeOf('function');
      expect(
        jobSchedulesAll.some(({ kind, dailyAtMinute }) => kind === `retention.${id}` && dailyAtMinute),
        id,
      ).toBe(true);
    }
  });
});

describe('with the clock moved', () => {
  it('what is due is shown, changes nothing, and goes when carried out; not a day before', async () => {
    const { id } = await place.file('resident');
    await place.take('resident', 'withdraw', id, { words: '自己修好了' });
    const three = 3 * 365;
    expect(await rowsOf('matter_reporter', later(three - 1))).toBe(0);
    expect(await rowsOf('matter_reporter', later(three + 1))).toBe(1);
    expect(await rowsOf('command', later(89))).toBe(0);
    expect(await rowsOf('command', later(91))).toBeGreaterThan(0);

    const reporter = () =>
      place.prepare(({ db }) =>
        db
          .selectFrom('matter_reporter')
          .select(['name', 'phone_sealed', 'person_id', 'receipt_hash'])
          .where('matter_id', '=', id)
          .executeTakeFirstOrThrow(),
      );
    const before = await reporter();
    expect(before.name).not.toBe('');
    await due(later(three + 1));
    expect(await reporter(), 'a dry run').toEqual(before);

    const report = await carryOut(place.databaseUrl, later(three + 1));
    expect(report.due.find(({ rule }) => rule === 'matter_reporter')?.rows).toBe(1);
    expect(await reporter()).toEqual({ name: '', phone_sealed: null, person_id: null, receipt_hash: before.receipt_hash });
    expect((await due(later(three + 1))).filter(({ rows }) => rows > 0)).toEqual([]);
  });

  it('who moved away is emptied after two years, and only then', async () => {
    const person = place.people.neighbour;
    await place.prepare(({ db }) =>
      db.updateTable('person').set({ left_on: '2026-11-24', household_id: null }).where('id', '=', person).execute(),
    );
    expect(await rowsOf('person', later(729))).toBe(0);
    expect(await rowsOf('person', later(732))).toBe(1);
    await carryOut(place.databaseUrl, later(732));
    const row = await place.prepare(({ db }) =>
      db.selectFrom('person').select(['name', 'pinyin', 'phone_sealed']).where('id', '=', person).executeTakeFirstOrThrow(),
    );
    expect(row).toEqual({ name: '已删除', pinyin: '', phone_sealed: null });
  });

  it('sealed rows past their term stay and are counted', async () => {
    const { kept } = await place.prepare((tx) => retentionDue(tx, later(12 * 366)));
    const audit = kept.find(({ table }) => table === 'audit');
    expect(audit?.beyond).toBeGreaterThan(0);
    const rows = () =>
      place.prepare(({ db }) =>
        db
          .selectFrom('audit')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      );
    const before = await rows();
    await carryOut(place.databaseUrl, later(12 * 366));
    expect(await rows()).toEqual(before);
  });
});
