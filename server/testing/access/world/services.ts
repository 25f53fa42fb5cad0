import { readFileSync } from 'node:fs';
import { importCatalogue } from '../../../modules/services/index.ts';
import { newId, sha256 } from '../../../platform/ids.ts';
import type { Town } from '../../matters.ts';
import { GRID, type PersonKey, VILLAGE } from '../../people.ts';
import { COUNTIES, type Done, type Named } from './named.ts';

export interface SomeServices {
  /** An item of the examples that people apply for, and another one. */
  pension: string;
  example: string;
  /** An own item of each county. */
  items: Named[];
  application: Named & { number: string };
  /** An application whose papers are at the station. */
  inHand: Named;
  handOvers: Named[];
  verification: Named;
  /** A picture in the grid worker's tray. */
  picture: string;
}

const EXAMPLES = readFileSync(new URL('../../../data/services/example-catalogue.csv', import.meta.url), 'utf8');
const PENSION = '城乡居民养老保险参保登记';
const SUBJECT = { place: VILLAGE, parts: ['station', 'centre'] as const };

/** The examples of the first county: the id of what is applied for, and of another. */
async function importExamples(place: Town, done: Done): Promise<{ pension: string; example: string }> {
  await importCatalogue(place.databaseUrl, EXAMPLES, COUNTIES[0]);
  const { items } = await done<{ items: { id: string; name: string }[] }>('resident', 'services.search', {
    county: COUNTIES[0],
    q: PENSION,
  });
  const pension = items.find(({ name }) => name === PENSION)?.id as string;
  return { pension, example: items.find(({ id }) => id !== pension)?.id ?? pension };
}

/** Pictures the grid worker took, of no matter yet. */
async function takePictures(place: Town, ids: readonly string[]): Promise<void> {
  await place.prepare(({ db }) =>
    db
      .insertInto('file')
      .values(
        ids.map((id) => ({
          county: '000000',
          id,
          sha256: sha256(id),
          media_type: 'image/jpeg',
          kind: 'photo',
          bytes: 10,
          uploader: place.accounts.gridWorker,
          created_at: place.clock.now(),
        })),
      )
      .execute(),
  );
}

/** The same list once more, as the window has received it. */
async function receivedCopyOf(place: Town, handOver: string): Promise<string> {
  const id = newId();
  await place.prepare(async ({ db }) => {
    const sent = await db.selectFrom('hand_over').selectAll().where('id', '=', handOver).executeTakeFirstOrThrow();
    await db
      .insertInto('hand_over')
      .values({ ...sent, id, matters: JSON.stringify(sent.matters), received_at: place.clock.now(), received_by: '李敏' })
      .execute();
  });
  return id;
}

async function ownItems(done: Done): Promise<Named[]> {
  const items: Named[] = [];
  for (const [at, who] of (['administrator', 'otherAdministrator'] as const).entries()) {
    const { id } = await done<{ id: string }>(who, 'services.save', { code: 'own-1', name: '本县事项', validFrom: '2026-11-24' });
    items.push({ what: 'an item', place: COUNTIES[at] as string, id });
  }
  return items;
}

/** A catalogue, two applications (one on a list on the way, one still at the station), lists, and a verification of a household. */
export async function someServices(place: Town, done: Done, household: string): Promise<SomeServices> {
  const { pension, example } = await importExamples(place, done);
  const [first, second, picture] = [newId(), newId(), newId()];
  await takePictures(place, [first, second, picture]);
  const collected = (person: PersonKey, file: string) =>
    done<{ id: string; number: string }>('gridWorker', 'proxy.collect', {
      item: pension,
      village: VILLAGE,
      grid: GRID,
      channel: 'field',
      personId: place.people[person],
      materials: [
        { name: '身份证件', how: 'seen' },
        { name: '户口簿', how: 'seen', original: true },
      ],
      mandate: { signed: 'screen', until: '2026-12-31', file },
    });
  const application = await collected('resident', first);
  const inHand = await collected('neighbour', second);
  const sent = await done<{ id: string }>('gridWorker', 'proxy.handIn', { matters: [{ id: application.id, seq: 1 }] });
  const received = await receivedCopyOf(place, sent.id);
  const verification = await done<{ id: string }>('dispatcher', 'verifications.request', {
    household,
    words: '请看看',
    due: '2026-12-10',
    questions: ['是否常住'],
  });
  return {
    pension,
    example,
    items: await ownItems(done),
    application: { what: 'an application', ...SUBJECT, persons: ['resident', 'wife'], ...application },
    inHand: { what: 'papers in hand', place: VILLAGE, parts: ['station'], persons: ['neighbour'], id: inHand.id },
    handOvers: [
      { what: 'a list on the way', ...SUBJECT, id: sent.id },
      { what: 'a list received', ...SUBJECT, id: received, twist: 'own rules' },
    ],
    verification: { what: 'a verification', ...SUBJECT, id: verification.id },
    picture,
  };
}
