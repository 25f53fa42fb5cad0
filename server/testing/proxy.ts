import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Receipt } from '../../domain/matters/contract.ts';
import type { HandOver } from '../../domain/matters/proxy-service/contract.ts';
import { importCatalogue } from '../modules/services/index.ts';
import { newId } from '../platform/ids.ts';
import { type Town, town } from './matters.ts';
import { GRID, VILLAGE } from './people.ts';

const EXAMPLES = readFileSync(new URL('../data/services/example-catalogue.csv', import.meta.url), 'utf8');

type Who = Parameters<Town['send']>[0];

/** A town with a catalogue, for the tests of a file; filled before they run. */
export interface Counter {
  readonly place: Town;
  /** 城乡居民养老保险参保登记, an item that takes a mandate and papers. */
  readonly pension: string;
  /** A picture in the tray of whoever uploads it. */
  picture(who: 'gridWorker' | 'resident' | 'clerk'): Promise<string>;
  /** Takes an application at the door, complete unless `input` says otherwise. */
  collect(input?: Record<string, unknown>, who?: Who): Promise<{ status: number; body: Receipt }>;
  collected(input?: Record<string, unknown>): Promise<Receipt>;
  handIn(...ids: string[]): Promise<{ status: number; body: HandOver }>;
}

export function atTheCounter(): Counter {
  let place: Town;
  let pension = '';
  beforeAll(async () => {
    place = await town();
    await importCatalogue(place.databaseUrl, EXAMPLES, '640121');
    const { body } = await place.send<{ items: { id: string; name: string }[] }>(null, 'services.search', {
      county: '640121',
      q: '城乡居民养老保险参保登记',
    });
    pension = body.items.find(({ name }) => name === '城乡居民养老保险参保登记')?.id ?? '';
  });
  afterAll(() => place?.stop());

  const picture: Counter['picture'] = async (who) => {
    const id = newId();
    await place.prepare(({ db }) =>
      db
        .insertInto('file')
        .values({
          county: '000000',
          id,
          sha256: id.replaceAll('-', '').padEnd(64, '0'),
          media_type: 'image/jpeg',
          kind: 'photo',
          bytes: 10,
          uploader: place.accounts[who],
          created_at: place.clock.now().toISOString(),
        })
        .execute(),
    );
    return id;
  };
  const application = async (input: Record<string, unknown>) => ({
    item: pension,
    village: VILLAGE,
    grid: GRID,
    channel: 'field',
    personId: place.people.resident,
    materials: [
      { name: '身份证件', how: 'seen' },
      { name: '户口簿', how: 'seen', original: true },
    ],
    mandate: { signed: 'screen', until: '2026-12-31', file: await picture('gridWorker') },
    ...input,
  });
  const collect: Counter['collect'] = async (input = {}, who = 'gridWorker') =>
    place.send<Receipt>(who, 'proxy.collect', await application(input));
  return {
    get place() {
      return place;
    },
    get pension() {
      return pension;
    },
    picture,
    collect,
    async collected(input) {
      const answer = await collect(input);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body;
    },
    async handIn(...ids) {
      const matters = await Promise.all(ids.map(async (id) => ({ id, seq: (await place.view('stationWorker', id)).seq })));
      return place.send<HandOver>('gridWorker', 'proxy.handIn', { matters });
    },
  };
}
