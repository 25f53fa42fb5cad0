import { describe, expect, test } from 'vitest';
import { GRID, groupHead, on, TODAY, YUANLONG } from '../policy/testing/board.ts';
import { gridStaffing, gridWorkers, workerContact } from './grid-workers.ts';
import { judgeAppointment } from './rules.ts';
import type { HeldPost } from './term.ts';

describe('grid workers (4.2, 4.6)', () => {
  const worker = (name: string, validUntil: string | null = null) => ({ name, validFrom: '2026-01-01', validUntil });
  const staffing = (...workers: ReturnType<typeof worker>[]) =>
    gridStaffing.judge({ grids: [{ code: GRID, name: '第一网格', workers }], known: true, stationId: 's' }, TODAY);
  test('one or two are right, none and three are not', () => {
    expect(['无', '一', '二', '三'].map((_, n) => staffing(...Array.from({ length: n }, (_, at) => worker(`${at}`))).verdict)).toEqual([
      'broken',
      'holds',
      'holds',
      'broken',
    ]);
  });
  test('the last day of a worker counts, the day after the grid stands without', () => {
    expect(staffing(worker('海小军', '2026-11-24')).verdict).toBe('holds');
    expect(staffing(worker('海小军', '2026-11-23')).sentence).toBe('第一网格现在没有网格员。');
  });
  test('who left the committee needs an allowance from that day; the same words refuse the appointment', () => {
    const left = { ...groupHead, validUntil: '2026-10-31' };
    const facts = {
      id: 'w',
      name: '马建国',
      livesIn: GRID,
      allowance: '',
      posts: [left],
      grid: GRID,
      gridName: '第一网格',
      phone: '0951-8094444',
    };
    expect(gridWorkers.judge({ workers: [facts], stationId: 's' }, on('2026-10-31')).verdict).toBe('holds');
    expect(gridWorkers.judge({ workers: [facts], stationId: 's' }, TODAY).verdict).toBe('broken');
    expect(gridWorkers.judge({ workers: [{ ...facts, allowance: '每月 300 元' }], stationId: 's' }, TODAY).verdict).toBe('holds');
    const own: HeldPost[] = [{ ...left, id: 'p', personId: 'ma', bodyId: 'c', territory: YUANLONG.code }];
    const station = {
      id: 's',
      kind: 'service-station' as const,
      territory: YUANLONG.code,
      community: false,
      validFrom: '2017-01-01',
      validUntil: null,
    };
    const wanted = { role: 'grid-worker' as const, territory: GRID, allowance: '', validFrom: '2026-11-24', validUntil: null };
    expect(judgeAppointment({ body: station, person: { id: 'ma', name: '马建国', livesIn: GRID }, own, others: [] }, wanted)).toMatchObject(
      {
        allowed: false,
        clause: '4.2',
      },
    );
  });
  test('without a work phone nobody reaches them', () => {
    const facts = {
      id: 'w',
      name: '马建国',
      livesIn: GRID,
      allowance: '',
      posts: [groupHead],
      grid: GRID,
      gridName: '第一网格',
      phone: '',
    };
    expect(workerContact.judge({ workers: [facts], stationId: 's' }, TODAY).sentence).toBe('马建国没有公开的工作电话。');
  });
});
