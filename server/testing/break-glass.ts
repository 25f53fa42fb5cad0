import { newId } from '../platform/ids.ts';
import { type ProblemBody, type Town, town, type Who } from './matters.ts';
import { GRID, type PersonKey, VILLAGE } from './people.ts';
import type { Answer } from './server.ts';
import { addPerson } from './world.ts';

export const RESIDENT_MEANT = { who: { by: 'name', name: '马占山', village: VILLAGE } } as const;

type Asked = ProblemBody & { found?: string; id?: string | null };

/** The mini county with a household of two, an old man alone without an account, and the ways to ask, agree and look. */
export interface GlassTown extends Town {
  /** The person of 独居老人. */
  alone: string;
  household: string;
  ask(who: Who, input?: Record<string, unknown>): Promise<Answer<Asked>>;
  agree(who: Who, id: string): Promise<Answer<ProblemBody & { until?: string }>>;
  look(who: Who, id: string): Promise<Answer<ProblemBody & { person?: { name: string } }>>;
  /** Asked and agreed to; the id. */
  opened(asker: PersonKey, second: PersonKey, input?: Record<string, unknown>): Promise<string>;
  /** Sets a parameter from today on, as the administrator of its county. */
  set(key: string, value: number, territory?: string): Promise<void>;
  /** Nine in the morning of the next day; what one account may ask in a day begins anew. */
  nextDay(): Promise<void>;
}

export async function glassTown({ on = false }: { on?: boolean } = {}): Promise<GlassTown> {
  const place = await town();
  const household = newId();
  const dwelling = newId();
  await place.prepare(async ({ db }) => {
    await db
      .insertInto('dwelling')
      .values({ county: '640121', id: dwelling, grid: GRID, address: '三组12号', search: '三组12号' })
      .execute();
    await db.insertInto('household').values({ county: '640121', id: household, grid: GRID, dwelling_id: dwelling }).execute();
    await db
      .updateTable('person')
      .set({ household_id: household, relation: '户主' })
      .where('id', 'in', [place.people.resident, place.people.wife])
      .execute();
  });
  const alone = await addPerson(place, { name: '独居老人', territory: GRID, phone: '13995016099' });
  const ask: GlassTown['ask'] = (who, input = {}) =>
    place.send(who, 'breakGlass.ask', { ...RESIDENT_MEANT, reason: 'missing', words: '洪水要来了，找不到人', ...input });
  const agree: GlassTown['agree'] = (who, id) => place.send(who, 'breakGlass.agree', { id });
  const set: GlassTown['set'] = async (key, value, territory = '640121') => {
    const validFrom = new Date(place.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const administrator = territory.startsWith('640122') ? 'otherAdministrator' : 'administrator';
    const { status, body } = await place.send(administrator, 'policy.setParameter', {
      ...{ key, value, territory, validFrom, source: '县里的通知第 3 号' },
    });
    if (status !== 200) throw new Error(`${key}: ${status} ${JSON.stringify(body)}`);
  };
  if (on) await set('break-glass.minutes', 30);
  return {
    ...place,
    alone,
    household,
    ask,
    agree,
    set,
    look: (who, id) => place.send(who, 'breakGlass.view', { id }),
    async opened(asker, second, input) {
      const asked = await ask(asker, input);
      if (!asked.body.id) throw new Error(`${asker} asked: ${asked.status} ${JSON.stringify(asked.body)}`);
      const agreed = await agree(second, asked.body.id);
      if (agreed.status !== 200) throw new Error(`${second} answered: ${agreed.status} ${JSON.stringify(agreed.body)}`);
      return asked.body.id;
    },
    async nextDay() {
      const day = new Date(place.clock.now().getTime() + 32 * 3_600_000).toISOString().slice(0, 10);
      await place.at(`${day} 09:00`);
    },
  };
}
