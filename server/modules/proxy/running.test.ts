import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type Town, town, type Who } from '../../testing/matters.ts';
import { GRID, VILLAGE } from '../../testing/people.ts';

interface Running {
  matter: { id: string; number: string; statusTitle: string } | null;
}

let place: Town;
let item: string;
let id: string;
beforeAll(async () => {
  place = await town();
  const code = `running-${newId()}`;
  const saved = await place.send<{ id: string }>('administrator', 'services.save', {
    ...{ code, name: '高龄津贴认定', materials: [], days: 5, validFrom: '2026-11-24' },
  });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  item = saved.body.id;
  const file = newId();
  await place.prepare(({ db }) =>
    db
      .insertInto('file')
      .values({
        ...{
          county: '000000',
          id: file,
          sha256: file.replaceAll('-', '').padEnd(64, '0'),
          media_type: 'image/jpeg',
          kind: 'photo',
          bytes: 10,
        },
        ...{ uploader: place.accounts.gridWorker, created_at: place.clock.now().toISOString() },
      })
      .execute(),
  );
  const collected = await place.send<{ id: string }>('gridWorker', 'proxy.collect', {
    ...{ item, village: VILLAGE, grid: GRID, channel: 'field', personId: place.people.resident, materials: [] },
    mandate: { signed: 'screen', until: '2026-12-31', file },
  });
  expect(collected.status, JSON.stringify(collected.body)).toBe(200);
  id = collected.body.id;
});
afterAll(() => place.stop());

const running = async (who: Who, input: Record<string, unknown> = {}) => {
  const answer = await place.send<Running>(who, 'proxy.running', { village: VILLAGE, item, person: place.people.resident, ...input });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.matter;
};

it('is told to the station, the window and the resident, before the same papers are taken twice', async () => {
  for (const who of ['stationWorker', 'clerk', 'resident'] as const)
    expect(await running(who), who).toMatchObject({ id, statusTitle: '办理中' });
  const looks = await place.prepare(({ db }) =>
    db.selectFrom('audit').select('account_id').where('matter_id', '=', id).where('purpose', '=', '看同一件事是不是已经在办').execute(),
  );
  expect(looks.map((row) => row.account_id)).toEqual([place.accounts.stationWorker, place.accounts.clerk]);
});

it('is another item or another person, and nothing is said', async () => {
  expect(await running('stationWorker', { item: newId() })).toBeNull();
  expect(await running('stationWorker', { person: newId() })).toBeNull();
});

it('is not told to those who may not see the matter', async () => {
  for (const who of ['nextStationWorker', 'nextGridWorker', 'neighbour', 'otherStationWorker'] as const)
    expect(await running(who), who).toBeNull();
  expect((await place.send('waterOfficer', 'proxy.running', { village: VILLAGE, item, person: place.people.resident })).status).toBe(403);
});

it('is over, and may be applied for again', async () => {
  await place.take('resident', 'withdraw', id);
  expect(await running('stationWorker')).toBeNull();
});
