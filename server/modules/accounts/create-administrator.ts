import type { Actor } from '../../../domain/accounts/actor.ts';
import { PersonName, Username } from '../../../domain/accounts/contract.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { countyOf, LEVEL_LENGTHS, TerritoryCode } from '../../../domain/territory/code.ts';
import { systemClock } from '../../platform/clock.ts';
import { openPool, transaction } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { pinyinOf, pinyinOfPerson } from '../../platform/pinyin.ts';
import { factsImported } from '../changes/index.ts';
import { mayBeNewPassword } from './new-password.ts';
import { hashPassword } from './password-hash.ts';
import { addAppointment, addPerson, ensureBody, placeNames } from './people-store.ts';
import { addAccounts, linkPersons, usernameTaken } from './store.ts';

const SYSTEM: Actor = { kind: 'system', name: '命令行' };
const REGION = '64';
const OFFICE = '邻里系统管理';

/** `territory` is the place administered, the whole region when left out. */
export interface FirstAdministrator {
  username: string;
  name: string;
  password: string;
  territory?: string;
}

/**
 * Makes an administrator, for the command line: the first account of an installation, or the way back in.
 * @throws Error with one sentence when the user name is taken or not one, the password is too easy, or the place is unknown
 */
export async function createAdministrator(
  databaseUrl: string,
  { username, name, password, territory = REGION }: FirstAdministrator,
): Promise<{ id: string }> {
  const read = {
    username: Username.safeParse(username),
    name: PersonName.safeParse(name),
    territory: TerritoryCode.safeParse(territory),
  };
  for (const parsed of Object.values(read)) if (!parsed.success) throw new Error(parsed.error.issues[0]?.message);
  const wanted = read.username.data ?? '';
  const person = read.name.data ?? '';
  const may = await mayBeNewPassword(password, wanted);
  if (!may.allowed) throw new Error(may.reason);
  const passwordHash = await hashPassword(password);
  const now = systemClock.now();
  const county = countyOf(territory);
  const pool = openPool(databaseUrl, { max: 1 });
  try {
    return await transaction(pool, SYSTEM, async (tx) => {
      if (await usernameTaken(tx, wanted)) throw new Error(`用户名 ${wanted} 已有人用。`);
      if (territory !== REGION && !(await placeNames(tx, [territory])).has(territory)) throw new Error(`没有代码是 ${territory} 的地区。`);
      const bodyId = await ensureBody(tx, {
        county,
        id: newId(now.getTime()),
        code: `administration-${territory}`,
        kind: territory.length <= 4 ? 'region-department' : territory.length === 6 ? 'county-department' : 'township-office',
        name: OFFICE,
        ...pinyinOf(OFFICE),
        territory,
      });
      const personId = newId(now.getTime());
      await addPerson(tx, {
        county,
        id: personId,
        territory,
        name: person,
        ...pinyinOfPerson(person),
        phone: null,
        createdAt: now,
        home: null,
      });
      await addAppointment(tx, {
        county,
        id: newId(now.getTime()),
        personId,
        bodyId,
        role: 'administrator',
        territory,
        name: person,
        validFrom: dateOfDay(dayOf(now)),
      });
      factsImported(tx, now, ['bodies'], territory.length === LEVEL_LENGTHS.village ? [territory] : []);
      const id = newId(now.getTime());
      await addAccounts(tx, [
        { county, id, kind: 'staff', username: wanted, phone: null, displayName: person, passwordHash, territory, createdAt: now },
      ]);
      await linkPersons(tx, [{ county, accountId: id, personId, since: now }]);
      return { id };
    });
  } finally {
    await pool.end();
  }
}
