import { BODIES, type BodyKey, STAFF } from '../../people.ts';
import type { World } from '../world.ts';
import { bodySubject, type Case, type Cases, forPlaces, PLACES, VILLAGES } from './case.ts';

const BODIES_ASKED = ['station', 'nextStation', 'otherStation', 'centre', 'otherCentre'] as const satisfies readonly BodyKey[];
const STAFF_ASKED = ['gridWorker', 'stationWorker', 'stationHead', 'nextStationWorker', 'dispatcher', 'otherStationWorker'] as const;
/** Posts a head answers for: an administrator's list does not hold them. */
const HEADED: readonly string[] = ['gridWorker', 'stationWorker'];

/** Places, bodies and posts, the clause board, and what a county sets. */
export function placeCases({ place, matters, postsOf }: World): Cases {
  const bodies = (input: (key: BodyKey) => Record<string, unknown>): Case[] =>
    BODIES_ASKED.map((key) => ({ subject: bodySubject(key), input: input(key) }));
  const posts = (input: (id: string) => Record<string, unknown>): Case[] =>
    STAFF_ASKED.map((key) => ({ subject: { ...bodySubject(STAFF[key][2]), persons: [key] }, input: input(postsOf[key]) }));
  return {
    'territory.place': () => forPlaces(PLACES, (code) => ({ code })),
    'territory.grids': () => forPlaces(VILLAGES, (village) => ({ village })),
    'territory.saveGrid': () => forPlaces(VILLAGES, (village) => ({ village, name: '第九网格', validFrom: '2026-11-24' })),
    'bodies.view': () => bodies((key) => ({ id: place.bodies[key] })),
    'bodies.save': () => bodies((key) => ({ id: place.bodies[key], kind: BODIES[key][0], name: '改个名', territory: BODIES[key][2] })),
    'bodies.candidates': () => bodies((key) => ({ bodyId: place.bodies[key], q: '王' })),
    'bodies.appoint': () =>
      (
        [
          ['station', 'neighbour'],
          ['nextStation', 'villagerNext'],
          ['otherStation', 'otherResident'],
        ] as const
      ).map(([key, person]) => ({
        subject: bodySubject(key),
        input: { bodyId: place.bodies[key], personId: place.people[person], role: 'station-worker', validFrom: '2026-11-24' },
      })),
    'bodies.endAppointment': () => posts((id) => ({ id, validUntil: '2026-12-31' })),
    'bodies.correctAppointment': () => posts((id) => ({ id, phone: '0951-8012345', allowance: '', woman: null })),
    'bodies.confirmPost': () => posts((id) => ({ id })),
    'bodies.reviewPosts': () =>
      STAFF_ASKED.map((key) => ({
        subject: { ...bodySubject(STAFF[key][2]), persons: [key], ...(HEADED.includes(key) ? { twist: 'own rules' } : {}) },
        input: { limit: 100 },
        marker: postsOf[key],
      })),
    'statistics.rates': () =>
      matters
        .filter(({ what }) => ['held by a department', 'next village', 'other county'].includes(what))
        .map((row) => ({
          subject: { ...row, parts: row.passedOn ? [...(row.parts ?? []), 'landOffice'] : row.parts },
          input: { territory: row.place, from: '2026-11-01', until: '2026-11-30' },
          marker: (body) => Number(body.matters) > 0,
        })),
    'board.read': () => forPlaces(PLACES, (territory) => ({ territory })),
    'board.cell': () => forPlaces(VILLAGES, (village) => ({ place: village, rule: 'grid-staffing' })),
    'policy.setParameter': () =>
      forPlaces(PLACES, (territory) => ({ territory, key: 'appeal.sign', value: 2, validFrom: '2026-12-01', source: '县里的通知第 1 号' })),
    'policy.setCalendarDay': () =>
      forPlaces(PLACES, (scope) => ({ scope, date: '2026-12-01', kind: 'holiday', name: '县庆日', source: '县里的通知第 1 号' })),
  };
}
