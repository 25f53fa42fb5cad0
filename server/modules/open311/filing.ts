import type { z } from 'zod';
import type { Actor } from '../../../domain/accounts/actor.ts';
import { isCategory } from '../../../domain/matters/appeal/categories.ts';
import type { Receipt } from '../../../domain/matters/contract.ts';
import { mayFileBy } from '../../../domain/open311/permissions.ts';
import { countyOf, LEVEL_LENGTHS, villageOf } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import { auditStatements } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import type { Exchange, Operation } from '../../platform/operation.ts';
import { runOperation } from '../../platform/run-operation.ts';
import { matterOperations } from '../matters/index.ts';
import { keyHash } from './clients.ts';
import type { Asked } from './reading.ts';
import { clientByKey, noteUse } from './store.ts';
import { Trouble } from './trouble.ts';
import type { Value } from './xml.ts';

const NOBODY: Actor = { kind: 'anyone' };
const KEY = /^[A-Za-z0-9_-]{43}$/;
const file = matterOperations.find(({ name }) => name === 'matters.file') as Operation;

type Client = NonNullable<Awaited<ReturnType<typeof clientByKey>>>;

async function clientOf(app: App, key: string | undefined): Promise<Client> {
  if (!key) throw new Trouble(403, 'api_key was not provided');
  const client = KEY.test(key)
    ? await transaction(app.pool, { kind: 'system', name: 'Open311' }, (tx) => clientByKey(tx, keyHash(key)))
    : undefined;
  return client ?? Promise.reject(new Trouble(403, 'api_key is not known or was taken back'));
}

/** What `matters.file` takes, from the arguments of GeoReport v2. Who the person is to the other system (email, account, device) is not taken. */
function appealOf(asked: Asked): Record<string, unknown> {
  const missing = ['service_code', 'address_id', 'description'].filter((name) => !asked[name]);
  if (missing.length) throw new Trouble(400, ...missing.map((name) => `${name} was not provided`));
  const { address_id: place = '', service_code: category = '' } = asked;
  if (!isCategory(category)) throw new Trouble(404, 'service_code provided was not found');
  if (!/^\d+$/.test(place) || (place.length !== LEVEL_LENGTHS.village && place.length !== LEVEL_LENGTHS.grid))
    throw new Trouble(400, 'address_id is the code of a village or community (12 digits) or of a grid (15)');
  if (asked.jurisdiction_id && !place.startsWith(asked.jurisdiction_id))
    throw new Trouble(400, 'address_id does not lie in jurisdiction_id');
  if (Boolean(asked.lat) !== Boolean(asked.long)) throw new Trouble(400, 'lat and long go together');
  if (asked.media_url) throw new Trouble(400, 'media_url is not taken: pictures are added with the receipt code');
  const hidden = asked['attribute[hidden]'];
  if (hidden && hidden !== 'yes' && hidden !== 'no') throw new Trouble(400, 'attribute[hidden] is yes or no');
  return {
    words: asked.description,
    category,
    village: villageOf(place),
    ...(place.length === LEVEL_LENGTHS.grid && { grid: place }),
    ...(asked.address_string && { address: asked.address_string }),
    ...(asked.lat && { point: { lat: Number(asked.lat), lon: Number(asked.long) } }),
    hidden: hidden === 'yes',
    contact: { name: `${asked.last_name ?? ''}${asked.first_name ?? ''}`, phone: asked.phone ?? '' },
    channel: 'portal',
  };
}

/** Files an appeal like any other, in the name of nobody who is signed in; who passed it on stands in the audit. */
export async function fileRequest(app: App, asked: Asked, exchange: Exchange): Promise<Value[]> {
  const client = await clientOf(app, asked.api_key);
  const input = appealOf(asked);
  const village = String(input.village);
  const may = mayFileBy(client, village);
  if (!may.allowed) throw new Trouble(403, may.reason);
  const receipt = (await runOperation(app, file, { actor: NOBODY, input, commandId: null, exchange })) as z.infer<typeof Receipt>;
  const by: Actor = { kind: 'system', name: `Open311 ${client.name}`, county: client.county };
  const now = app.clock.now();
  await transaction(app.pool, by, async (tx) => {
    await noteUse(tx, client.county, client.id, now);
    await tx.send(
      ...auditStatements(by, 'open311.file', now, [
        {
          kind: 'change',
          county: countyOf(village),
          territory: village,
          matterId: receipt.id,
          purpose: '登记诉求',
          detail: { client: client.id },
        },
      ]),
    );
  });
  return [
    {
      service_request_id: receipt.number,
      service_notice: `由${receipt.holder}签收。查看进展、补充照片请用凭条码 ${receipt.receiptCode}，请转交给反映的人，不要公开。`,
      account_id: null,
    },
  ];
}
