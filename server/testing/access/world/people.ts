import { countyOf } from '../../../../domain/territory/code.ts';
import { sealed } from '../../../modules/keys/index.ts';
import { newId } from '../../../platform/ids.ts';
import type { Town } from '../../matters.ts';
import { GRID, NEXT_VILLAGE, OTHER_VILLAGE, type PersonKey } from '../../people.ts';
import type { Done, Named } from './named.ts';

export interface SomePeople {
  /** A household in each village; `member` is its head's name, `person` and `personId` the head. */
  households: (Named & { grid: string; member: string; person: PersonKey; personId: string })[];
}

/** A household in each village, its head's identity number noted. */
export async function somePeople(place: Town): Promise<SomePeople> {
  const now = place.clock.now();
  const households = (
    [
      ['resident', GRID, '马占山'],
      ['villagerNext', `${NEXT_VILLAGE}001`, '王晓东'],
      ['otherResident', `${OTHER_VILLAGE}001`, '冯雷'],
    ] as const
  ).map(([person, grid, member]) => ({
    what: 'a household',
    place: grid,
    id: newId(),
    grid,
    member,
    person,
    personId: place.people[person],
  }));
  await place.prepare(async (tx) => {
    const { db } = tx;
    for (const { id, grid, person, personId } of households) {
      const county = countyOf(grid);
      const dwelling = newId();
      await db.insertInto('dwelling').values({ county, id: dwelling, grid, address: '一组 5 号', search: '一组 5 号' }).execute();
      await db.insertInto('household').values({ county, id, grid, dwelling_id: dwelling }).execute();
      await db.updateTable('person').set({ household_id: id, territory: grid, relation: '户主' }).where('id', '=', personId).execute();
      const row = { county, id: personId };
      await db
        .insertInto('identity_number')
        .values({
          county,
          person_id: personId,
          territory: grid,
          identity_sealed: sealed(tx, 'identity.number', row, personId, '11010519491231002X') as string,
          identity_index: person,
          noted_at: now,
        })
        .execute();
    }
  });
  return { households };
}

/** Somebody looked at each of three residents, so that there is something to be found. */
export async function someLooks(households: SomePeople['households'], done: Done): Promise<void> {
  const lookers = ['stationWorker', 'nextStationWorker', 'otherStationWorker'] as const;
  for (const [at, { person, personId }] of households.entries())
    await done(lookers[at] as PersonKey, 'people.view', { id: personId, purpose: `核对门牌 ${person}` });
}
