import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { SavedHousehold, SavedPerson, SaveHousehold, SavePerson } from '../../../domain/people/contract.ts';
import { type HouseholdFacts, mayKeepHousehold, maySavePerson, REGISTER_KEEPERS } from '../../../domain/people/permissions.ts';
import { plainAddress } from '../../../domain/people/search.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { pinyinOfPerson } from '../../platform/pinyin.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { residentsChanged } from '../changes/index.ts';
import { rangeOfStaff } from './operations.ts';
import {
  dwellingAt,
  gridHolds,
  type HouseholdRow,
  householdById,
  keepHousehold,
  keepPerson,
  membersOf,
  type PersonRow,
  personById,
  renamePosts,
} from './store.ts';

interface Saving extends HouseholdFacts {
  household: HouseholdRow;
  before: PersonRow | null;
}

export const savePerson = operation({
  name: 'people.save',
  summary: 'Registers a resident in a household, or corrects what is known.',
  clause: '4.3',
  kind: 'command',
  roles: REGISTER_KEEPERS,
  input: SavePerson,
  output: SavedPerson,
  async load({ tx, actor, input }): Promise<Saving> {
    const range = rangeOfStaff(actor);
    const household = await householdById(tx, countyOf(range), input.householdId);
    if (!household) throw invalid('householdId', '在您的范围内没有这户');
    const before = input.id ? await personById(tx, range, input.id, true) : null;
    if (input.id && !before) throw notFound();
    const others = (await membersOf(tx, household.county, household.id)).filter((member) => member.id !== input.id);
    return { household, before, grid: household.grid, others };
  },
  permit: ({ actor, input, subject }) => maySavePerson(actor, input, subject),
  async run({ tx, input, subject: { household, before }, now, audit }) {
    const id = before?.id ?? newId(now.getTime());
    await keepPerson(tx, {
      county: household.county,
      id,
      territory: household.grid,
      name: input.name,
      ...pinyinOfPerson(input.name),
      householdId: household.id,
      relation: input.relation,
      presence: input.presence,
      phone: input.phone === '' ? null : input.phone,
      createdAt: now,
    });
    if (before && before.name !== input.name) await renamePosts(tx, household.county, id, input.name);
    residentsChanged(tx, now, [household.grid, ...(before ? [before.territory, before.grid] : [])]);
    audit({
      kind: 'change',
      county: household.county,
      territory: household.grid,
      personId: id,
      detail: { new: before === null, phone: input.phone !== undefined, moved: before !== null && before.householdId !== household.id },
    });
    return { id };
  },
});

export const saveHousehold = operation({
  name: 'people.saveHousehold',
  summary: 'Registers a household at an address, or moves it.',
  clause: '4.3',
  kind: 'command',
  roles: REGISTER_KEEPERS,
  input: SaveHousehold,
  output: SavedHousehold,
  async load({ tx, actor, input, now }): Promise<HouseholdRow | null> {
    if (!(await gridHolds(tx, input.grid, dateOfDay(dayOf(now))))) throw invalid('grid', '没有这个网格，或者它已经结束');
    if (!input.id) return null;
    return (await householdById(tx, countyOf(rangeOfStaff(actor)), input.id)) ?? Promise.reject(notFound());
  },
  permit: ({ actor, input }) => mayKeepHousehold(actor, input.grid),
  async run({ tx, input, subject: before, now, audit }) {
    const county = countyOf(input.grid);
    const id = before?.id ?? newId(now.getTime());
    const dwellingId = await dwellingAt(tx, county, input.grid, plainAddress(input.address), newId(now.getTime()));
    const moved = before !== null && before.grid !== input.grid;
    const left = await keepHousehold(tx, { id, county, grid: input.grid, dwellingId }, moved);
    residentsChanged(tx, now, [input.grid, ...(before ? [before.grid] : []), ...left]);
    const members = before ? await membersOf(tx, county, id) : [];
    const about = members.length ? members.map((member) => member.id) : [null];
    for (const personId of about)
      audit({ kind: 'change', county, territory: input.grid, personId, detail: { household: id, new: before === null, moved } });
    return { id, dwellingId };
  },
});
