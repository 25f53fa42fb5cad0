import { z } from 'zod';
import { type Actor, inRange } from '../../../domain/accounts/actor.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { categoryNameOf, kindTitleOf } from '../../../domain/matters/kinds.ts';
import { allow, type Permission, when } from '../../../domain/policy/permission.ts';
import { OpenNumbers, RatesAnswer, ReadRates } from '../../../domain/statistics/contract.ts';
import { TerritoryCode } from '../../../domain/territory/code.ts';
import { operation } from '../../platform/operation.ts';
import { invalid } from '../../platform/problem.ts';
import { shortNames } from '../territory/index.ts';
import { lastQuarter, openNumbers } from './open-numbers.ts';
import { bodyNames, type Period, readDaily, readHours, readOthers, readRates } from './store.ts';

const LONGEST_PERIOD = 400 * 86_400_000;

/** From the beginning of one day of the region to the end of another. */
export function periodOf(territory: string, from: string, until: string): Period {
  const start = new Date(`${from}T00:00:00+08:00`);
  const end = new Date(new Date(`${until}T00:00:00+08:00`).getTime() + 86_400_000);
  if (end <= start) throw invalid('until', '结束日期要在开始日期之后。');
  if (end.getTime() - start.getTime() > LONGEST_PERIOD) throw invalid('until', '一次最多看 400 天。');
  return { territory, from: start, until: end };
}

/** Figures of one's own range; a department sees its county, since row-level security shows it only the matters it takes part in. */
function mayReadRates(actor: Actor, territory: string): Permission {
  if (actor.kind !== 'staff') return when(false, '统计由工作人员查看。');
  return when(inRange(actor, territory) || territory.startsWith(actor.body.territory.slice(0, 6)), '只能看自己范围内的统计。');
}

const rates = operation({
  name: 'statistics.rates',
  summary: 'The six rates of the appeals of a place and period with numerator, denominator and exclusions, grouped as asked.',
  clause: '4.8',
  kind: 'query',
  roles: STAFF_ROLES,
  input: ReadRates,
  output: RatesAnswer,
  permit: ({ actor, input }) => mayReadRates(actor, input.territory),
  run: async ({ tx, input, now }) => {
    const period = periodOf(input.territory, input.from, input.until);
    const found = await readRates(tx, period, input.by, now);
    const keys = [...found.keys()];
    const names = input.by === 'body' ? await bodyNames(tx, keys) : input.by === 'place' ? await shortNames(tx, keys) : null;
    const nameOf = (key: string) => names?.get(key) ?? (input.by === 'category' ? categoryNameOf(key) : key);
    const rows = keys.map((key) => ({
      key,
      name: nameOf(key),
      filed: found.get(key)?.filed ?? 0,
      rates: (found.get(key) as NonNullable<ReturnType<typeof found.get>>).rates,
    }));
    return {
      rows: rows.sort((one, other) => (input.by === 'period' ? one.key.localeCompare(other.key) : other.filed - one.filed)),
      daily: await readDaily(tx, period),
      hours: await readHours(tx, period),
      matters: rows.reduce((sum, row) => sum + row.filed, 0),
      others: (await readOthers(tx, period)).map((other) => ({ ...other, title: kindTitleOf(other.kind) })),
    };
  },
});

const open = operation({
  name: 'statistics.open',
  summary: 'The open numbers of a place in the last whole quarter; what would tell of fewer than five is withheld, also by subtraction.',
  clause: '12.4',
  kind: 'query',
  roles: ['anyone'],
  perMinute: 60,
  asSystem: true,
  input: z.strictObject({ territory: TerritoryCode }),
  output: OpenNumbers,
  permit: () => allow,
  run: async ({ tx, app, input, now }) => {
    const { from, until } = lastQuarter(now);
    return { since: from, until, ...(await openNumbers(tx, app, periodOf(input.territory, from, until), now)) };
  },
});

export const statisticsOperations = [rates, open];
