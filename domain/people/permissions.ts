import { type Actor, inRange } from '../accounts/actor.ts';
import type { StaffRole } from '../accounts/roles.ts';
import { allow, every, type Permission, refuse, when } from '../policy/permission.ts';
import { covers } from '../territory/code.ts';
import type { Relation } from './contract.ts';
import type { PeopleQuery } from './search.ts';

/** Who keeps the register of residents: grid and station (4.3). */
export const REGISTER_KEEPERS: readonly StaffRole[] = ['grid-worker', 'station-worker', 'station-head'];

/** Who enters, finds by and sees identity numbers: station and window, which check them against the card; not who only goes from door to door. */
export const IDENTITY_KEEPERS: readonly StaffRole[] = ['station-worker', 'station-head', 'window-clerk'];

export const keepsIdentity = (actor: Actor): boolean => actor.kind === 'staff' && IDENTITY_KEEPERS.includes(actor.role);

/** A whole identity number finds somebody only for those who keep them. */
export const mayFindBy = (actor: Actor, query: PeopleQuery): Permission =>
  when(query.kind !== 'identity' || keepsIdentity(actor), '用身份证号找人由服务站和窗口来办，请换姓名或电话来找。');

/** A resident gives a number once; station and window put it right (2.6). */
export const mayGiveIdentity = (held: boolean): Permission =>
  when(!held, '身份证号已经登记过，不用再填。不对的话，请在“我的资料”里让服务站更正。', '2.6');

/** People are looked for inside one's own range only. */
export function maySearchPeople(actor: Actor, territory: string | undefined): Permission {
  if (territory === undefined) return allow;
  return when(actor.kind === 'staff' && covers(actor.range, territory), '只能查您管的地区的居民。');
}

/** Whether a household may be kept in a grid. */
export const mayKeepHousehold = (actor: Actor, grid: string): Permission => when(inRange(actor, grid), '只能登记您管的网格的住户。', '4.3');

/** What is known about the household a person is saved into: its other members. */
export interface HouseholdFacts {
  grid: string;
  others: readonly { name: string; relation: string }[];
}

/** Whether a person may be saved into a household: in range, one head, nobody twice. */
export function maySavePerson(actor: Actor, person: { name: string; relation: Relation }, household: HouseholdFacts): Permission {
  return every(
    mayKeepHousehold(actor, household.grid),
    household.others.some((other) => other.name === person.name)
      ? refuse(`这户已经登记了${person.name}，同名的请在姓名后加以区分。`, '4.3')
      : allow,
    when(
      person.relation !== '户主' || !household.others.some((other) => other.relation === '户主'),
      '这户已经有户主，请先改原户主的关系。',
      '4.3',
    ),
  );
}
