import { describe, expect, test } from 'vitest';
import type { AppointmentRole } from '../accounts/roles.ts';
import type { BodyKind } from './body.ts';
import { type AppointmentFacts, judgeAppointment, judgeEnding } from './rules.ts';
import { coversTerm, type HeldPost } from './term.ts';

const VILLAGE = '640121104205';
const GRID = `${VILLAGE}001`;
let number = 0;

function held(
  personId: string,
  role: AppointmentRole,
  bodyKind: BodyKind,
  from: string,
  until: string | null,
  more: Partial<HeldPost> = {},
): HeldPost {
  number++;
  return {
    id: `post-${number}`,
    personId,
    bodyId: `${bodyKind}-of-the-village`,
    bodyKind,
    bodyTerritory: VILLAGE,
    role,
    territory: VILLAGE,
    validFrom: from,
    validUntil: until,
    ...more,
  };
}

function facts(own: HeldPost[], others: HeldPost[] = [], livesIn: string | null = GRID): AppointmentFacts {
  return {
    body: {
      id: 'service-station-of-the-village',
      kind: 'service-station',
      territory: VILLAGE,
      community: false,
      validFrom: '2017-01-01',
      validUntil: null,
    },
    person: { id: 'ma', name: '马建国', livesIn },
    own,
    others,
  };
}

const head = { role: 'station-head' as const, territory: VILLAGE, validFrom: '2026-03-01', validUntil: null, allowance: '' };
const worker = { role: 'grid-worker' as const, territory: GRID, validFrom: '2026-03-01', validUntil: null, allowance: '' };

describe('the same post', () => {
  const kept = { ...worker, allowance: '每月 300 元' };
  const earlier = (until: string | null) => held('ma', 'grid-worker', 'service-station', '2020-01-01', until, { territory: GRID });
  test('is given again when it has ended, and not while it runs', () => {
    expect(judgeAppointment(facts([earlier('2026-02-28')]), kept)).toEqual({ allowed: true });
    expect(judgeAppointment(facts([earlier(null)]), kept)).toMatchObject({ allowed: false, reason: '马建国这段时间已经担任这个职务。' });
  });
  test('of a grid worker is of one grid, not of a whole village', () => {
    expect(judgeAppointment(facts([]), { ...kept, territory: VILLAGE })).toMatchObject({
      allowed: false,
      reason: '请选择网格员负责的网格。',
    });
  });
});

describe('head of the station (2.3)', () => {
  test('the village party secretary may be', () => {
    expect(judgeAppointment(facts([held('ma', 'party-secretary', 'party-organisation', '2024-01-01', null)]), head)).toEqual({
      allowed: true,
    });
  });
  test('the director of the committee may be', () => {
    expect(judgeAppointment(facts([held('ma', 'committee-director', 'villagers-committee', '2024-01-01', null)]), head).allowed).toBe(true);
    expect(judgeAppointment(facts([held('ma', 'committee-director', 'residents-committee', '2024-01-01', null)]), head).allowed).toBe(true);
  });
  test('a deputy may not, and is told the clause', () => {
    expect(judgeAppointment(facts([held('ma', 'committee-deputy', 'villagers-committee', '2024-01-01', null)]), head)).toMatchObject({
      allowed: false,
      clause: '2.3',
    });
  });
  test('a secretary whose term ended the day before may not', () => {
    expect(judgeAppointment(facts([held('ma', 'party-secretary', 'party-organisation', '2021-01-01', '2026-02-28')]), head)).toMatchObject({
      clause: '2.3',
    });
  });
  test('the secretary of another village may not', () => {
    const elsewhere = held('ma', 'party-secretary', 'party-organisation', '2024-01-01', null, {
      bodyTerritory: '640121104204',
      territory: '640121104204',
    });
    expect(judgeAppointment(facts([elsewhere]), head)).toMatchObject({ clause: '2.3' });
  });
  test('a term longer than that of the secretary is too long; one as long is right', () => {
    const secretary = held('ma', 'party-secretary', 'party-organisation', '2024-01-01', '2026-12-31');
    expect(judgeAppointment(facts([secretary]), head)).toMatchObject({ clause: '2.3' });
    expect(judgeAppointment(facts([secretary]), { ...head, validUntil: '2026-12-31' }).allowed).toBe(true);
  });
  test('secretary until June and director from July together are enough', () => {
    const own = [
      held('ma', 'party-secretary', 'party-organisation', '2024-01-01', '2026-06-30'),
      held('ma', 'committee-director', 'villagers-committee', '2026-07-01', null),
    ];
    expect(judgeAppointment(facts(own), head).allowed).toBe(true);
  });
  test('there is one head at a time', () => {
    const own = [held('ma', 'party-secretary', 'party-organisation', '2024-01-01', null)];
    const before = held('li', 'station-head', 'service-station', '2020-01-01', null);
    expect(judgeAppointment(facts(own, [before]), head)).toMatchObject({ clause: '2.3' });
    expect(judgeAppointment(facts(own, [{ ...before, validUntil: '2026-02-28' }]), head).allowed).toBe(true);
  });
});

describe('grid workers (4.2)', () => {
  const groupHead = held('ma', 'group-head', 'villagers-committee', '2024-01-01', null);
  test('the head of a group who lives in the grid needs no allowance', () =>
    expect(judgeAppointment(facts([groupHead]), worker)).toEqual({ allowed: true }));
  test('a committee member who lives there neither', () => {
    expect(judgeAppointment(facts([held('ma', 'committee-member', 'villagers-committee', '2024-01-01', null)]), worker).allowed).toBe(true);
  });
  test('one who lives in the next grid needs an allowance', () => {
    expect(judgeAppointment(facts([groupHead], [], `${VILLAGE}002`), worker)).toMatchObject({ allowed: false, clause: '4.2' });
    expect(judgeAppointment(facts([groupHead], [], `${VILLAGE}002`), { ...worker, allowance: '每月 300 元' }).allowed).toBe(true);
  });
  test('anyone else needs an allowance', () => {
    expect(judgeAppointment(facts([]), worker)).toMatchObject({ clause: '4.2' });
    expect(judgeAppointment(facts([]), { ...worker, allowance: '每月 300 元' }).allowed).toBe(true);
  });
  test('a third worker at the same time is refused, a successor is not', () => {
    const first = held('li', 'grid-worker', 'service-station', '2020-01-01', null, { territory: GRID });
    const second = held('wang', 'grid-worker', 'service-station', '2022-01-01', null, { territory: GRID });
    expect(judgeAppointment(facts([groupHead], [first]), worker).allowed).toBe(true);
    expect(judgeAppointment(facts([groupHead], [first, second]), worker)).toMatchObject({ clause: '4.2' });
    expect(judgeAppointment(facts([groupHead], [first, { ...second, validUntil: '2026-02-28' }]), worker).allowed).toBe(true);
  });
  test('two who begin later crowd a term without end', () => {
    const later = ['li', 'wang'].map((person) => held(person, 'grid-worker', 'service-station', '2026-09-01', null, { territory: GRID }));
    expect(judgeAppointment(facts([groupHead], later), worker)).toMatchObject({ clause: '4.2' });
    expect(judgeAppointment(facts([groupHead], later), { ...worker, validUntil: '2026-08-31' }).allowed).toBe(true);
  });
  test('a grid worker is for a grid, not for a village', () =>
    expect(judgeAppointment(facts([groupHead]), { ...worker, territory: VILLAGE })).toMatchObject({ clause: '4.2' }));
});

describe('any post', () => {
  test('exists in its kind of body only', () =>
    expect(judgeAppointment(facts([]), { ...worker, role: 'dispatcher', territory: VILLAGE })).toMatchObject({ clause: '1.1' }));
  test('lies in the place of the body', () =>
    expect(judgeAppointment(facts([]), { ...worker, allowance: '有', territory: '640121104204001' })).toMatchObject({ clause: '1.1' }));
  test('is not held twice', () => {
    const own = [
      held('ma', 'grid-worker', 'service-station', '2024-01-01', null, { territory: GRID, bodyId: 'service-station-of-the-village' }),
    ];
    expect(judgeAppointment(facts(own), { ...worker, allowance: '有' })).toMatchObject({ clause: '1.1' });
  });
  test('does not begin before its body', () =>
    expect(judgeAppointment(facts([]), { ...worker, allowance: '有', validFrom: '2016-12-31' })).toMatchObject({ clause: '1.1' }));
});

describe('ending', () => {
  const secretary = held('ma', 'party-secretary', 'party-organisation', '2024-01-01', null);
  const stationHead = held('ma', 'station-head', 'service-station', '2024-01-01', null);
  test('a secretary who heads the station ends that first', () => {
    expect(judgeEnding(secretary, '2026-11-30', [secretary, stationHead], '2026-11-24')).toMatchObject({ allowed: false, clause: '2.3' });
    expect(judgeEnding(secretary, '2026-11-30', [secretary, { ...stationHead, validUntil: '2026-11-30' }], '2026-11-24').allowed).toBe(
      true,
    );
  });
  test('unless also director', () => {
    const director = held('ma', 'committee-director', 'villagers-committee', '2025-01-01', null);
    expect(judgeEnding(secretary, '2026-11-30', [secretary, director, stationHead], '2026-11-24').allowed).toBe(true);
  });
  test('not before it began, not twice, not later than planned', () => {
    expect(judgeEnding(stationHead, '2023-12-31', [stationHead], '2026-11-24').allowed).toBe(false);
    expect(judgeEnding({ ...stationHead, validUntil: '2026-01-31' }, '2026-11-24', [], '2026-11-24').allowed).toBe(false);
    expect(judgeEnding({ ...stationHead, validUntil: '2026-12-31' }, '2027-01-31', [], '2026-11-24').allowed).toBe(false);
    expect(judgeEnding(stationHead, '2026-11-24', [stationHead], '2026-11-24').allowed).toBe(true);
    // On its first day a post may end.
    expect(judgeEnding(stationHead, '2024-01-01', [stationHead], '2024-01-01').allowed).toBe(true);
  });
});

test('terms that touch cover, a gap of a day does not', () => {
  const whole = { validFrom: '2026-01-01', validUntil: '2026-12-31' };
  expect(
    coversTerm(
      [
        { validFrom: '2026-07-01', validUntil: null },
        { validFrom: '2025-01-01', validUntil: '2026-06-30' },
      ],
      whole,
    ),
  ).toBe(true);
  expect(
    coversTerm(
      [
        { validFrom: '2026-07-02', validUntil: null },
        { validFrom: '2025-01-01', validUntil: '2026-06-30' },
      ],
      whole,
    ),
  ).toBe(false);
  expect(coversTerm([], whole)).toBe(false);
});
