import { newId } from '../../../platform/ids.ts';
import { onDatabase } from '../../../platform/reach-database.ts';
import type { Town } from '../../matters.ts';
import { OTHER_VILLAGE, type PersonKey, RESIDENTS, type ResidentKey, VILLAGE } from '../../people.ts';
import { COUNTIES, type Done, type Named } from './named.ts';

/** A request to see somebody in an emergency; `persons` is who asked. */
export interface Opening extends Named {
  state: 'waiting' | 'open' | 'over';
}

export interface SomeOpenings {
  openings: Opening[];
}

/** Requests in each state, in two villages and another county; the counties have it switched on. */
export async function someOpenings(place: Town, done: Done): Promise<SomeOpenings> {
  const switchedOn = { key: 'break-glass.minutes', value: 30, validFrom: '2026-11-24', source: '县里的通知第 3 号' };
  await done('administrator', 'policy.setParameter', { ...switchedOn, territory: COUNTIES[0] });
  await done('otherAdministrator', 'policy.setParameter', { ...switchedOn, territory: COUNTIES[1] });
  const ask = async (asker: PersonKey, about: ResidentKey, state: Opening['state']): Promise<Opening> => {
    const [name, grid] = RESIDENTS[about];
    const who = { by: 'name', name, village: grid.slice(0, 12) };
    const { id } = await done<{ id: string }>(asker, 'breakGlass.ask', { who, reason: 'missing', words: '洪水要来了，找不到人' });
    if (state !== 'waiting') await done('dispatcher', 'breakGlass.agree', { id });
    if (state === 'over') await done(asker, 'breakGlass.shut', { id });
    return { what: `asked, ${state}`, place: who.village, persons: [asker], id, state };
  };
  const here = [
    await ask('nextGridWorker', 'neighbour', 'waiting'),
    await ask('gridWorker', 'villagerNext', 'waiting'),
    await ask('nextGridWorker', 'neighbour', 'open'),
    await ask('waterOfficer', 'neighbour', 'waiting'),
    await ask('nextGridWorker', 'neighbour', 'over'),
  ];
  // Its one village holds all of the other county's staff: nobody there would have to ask, so the owner of the database puts it there.
  const there: Opening = { what: 'asked, waiting', place: OTHER_VILLAGE, persons: ['otherStationWorker'], id: newId(), state: 'waiting' };
  await onDatabase(place.databaseUrl, async (owner) => {
    await owner.query(
      `insert into break_glass (county, id, territory, person_id, account_id, staff_person, appointment_id, body_id, place, actor, role, found_by,
        reason, words, asked_at, answer_by)
      select '640122', $1, $2, $3, $4, $5, appointment_id, body_id, $2, '赵琳', 'station-worker', found_by, reason, words, asked_at, answer_by
      from break_glass where territory = $6 limit 1`,
      [there.id, OTHER_VILLAGE, place.people.otherResident, place.accounts.otherStationWorker, place.people.otherStationWorker, VILLAGE],
    );
    await owner.query(
      `insert into break_glass_step (county, break_glass_id, step, outcome, territory, account_id, staff_person, actor, role, asker_id, asker_person, at)
      values ('640122', $1, 'shut', 'shut', $2, $3, $4, '赵琳', 'station-worker', $3, $4, $5)`,
      [there.id, OTHER_VILLAGE, place.accounts.otherStationWorker, place.people.otherStationWorker, place.clock.now()],
    );
  });
  return { openings: [...here, there] };
}
