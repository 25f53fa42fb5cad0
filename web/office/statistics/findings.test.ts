import { describe, expect, it } from 'vitest';
import { noRates } from '../../../domain/statistics/rates.ts';
import { dailyFinding, lowestFinding, lowestOf } from './findings.ts';

const row = (name: string, numerator: number, denominator: number) => ({
  key: name,
  name,
  filed: denominator,
  rates: { ...noRates(), answered: { numerator, denominator, excluded: 0 } },
});
const days = (filed: number[], answered: number[]) =>
  filed.map((n, at) => ({ date: `2026-11-${String(at + 1).padStart(2, '0')}`, filed: n, answered: answered[at] ?? 0 }));

describe('what a chart says in its title', () => {
  it('names who answers least on time, not who has nothing due', () => {
    expect(lowestFinding([row('木兰村', 9, 10), row('玉海村', 5, 10), row('园艺村', 0, 0)])).toMatch(/^玉海村按时答复最低/);
    expect(lowestFinding([row('木兰村', 3, 3)])).toBe('都按时答复了');
    expect(lowestFinding([])).toBe('还没有到期的');
  });

  it('marks the row it names: one late answer of two says nothing', () => {
    const rows = [row('县教育局', 1, 2), row('县住建局', 8, 10), row('县水务局', 10, 10)];
    expect(lowestFinding(rows)).toContain('到期满 5 件的里面，县住建局按时答复最低');
    expect(lowestOf(rows)?.name).toBe('县住建局');
    expect(lowestOf([row('县水务局', 10, 10)])).toBeUndefined();
  });

  it('says whether work piles up, and since when it no longer does', () => {
    expect(dailyFinding(days([3, 2], [1, 1]))).toContain('多 3 件');
    expect(dailyFinding(days([2, 2], [2, 2]))).toBe('收到的和答复的一样多');
    const turned = days([...Array(10).fill(5), ...Array(15).fill(1)], [...Array(10).fill(1), ...Array(15).fill(4)]);
    expect(dailyFinding(turned)).toContain('起，答复的比收到的多');
  });
});
