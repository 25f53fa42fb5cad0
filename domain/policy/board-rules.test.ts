import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { villageStation } from '../bodies/station.ts';
import { BOARD_RULES } from './board-rules.ts';
import { CLAUSES } from './clauses.ts';
import { ARTICLES, inForce } from './law.ts';
import { broken, rule } from './rule.ts';
import { FUNING, on, TODAY, YUANLONG } from './testing/board.ts';

describe('every rule', () => {
  test('has an id of its own, a clause, a source that holds today, and is asked on the days of its source', () => {
    expect(new Set(BOARD_RULES.map(({ id }) => id)).size).toBe(BOARD_RULES.length);
    for (const one of BOARD_RULES) {
      expect(CLAUSES).toHaveProperty([one.clause]);
      for (const place of [YUANLONG, FUNING]) expect(inForce(one.sources(place), '2026-11-24').length, one.id).toBeGreaterThan(0);
    }
    expect(villageStation.judge({ stations: [], known: true }, on('2017-08-21')).verdict).toBe('not-applicable');
  });
  test('that is asked in principle warns where it would break', () => {
    const soft = rule({ ...villageStation, id: 'soft', inPrinciple: true, judge: () => broken('没有') });
    expect(soft.judge({} as never, TODAY).verdict).toBe('warning');
  });
});

/** The texts of the laws lie beside the project on the machines of those who keep it. */
const LAW = ['../../../shared/law', '../../../../shared/law']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));
describe.skipIf(!LAW)(LAW ? 'our copy of the law' : 'our copy of the law: SKIPPED, its texts are not on this machine', () => {
  test.each(Object.entries(ARTICLES))(
    '%s is an article of the text of its days and speaks of supervision',
    (_key, { name, article, from, until }) => {
      const folder = until === null ? 'current' : 'superseded';
      const file = readdirSync(`${LAW}/${folder}`).find((found) => found.startsWith(name));
      const text = readFileSync(`${LAW}/${folder}/${file}`, 'utf8');
      expect(text.split('\n').find((line) => line.startsWith(`${article} `))).toMatch(/监督/);
      const holds = text.match(/自(\d{4})年(\d{1,2})月(\d{1,2})日起施行/);
      if (until === null && holds) expect(`${holds[1]}-${holds[2]?.padStart(2, '0')}-${holds[3]?.padStart(2, '0')}`).toBe(from);
    },
  );
});
