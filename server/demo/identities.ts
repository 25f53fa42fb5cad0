import { textVersionOf } from '../../domain/own-data/consents.ts';
import { checkOf } from '../../domain/people/identity-number.ts';
import { addKeys, identityIndex, sealedWith } from '../modules/keys/index.ts';
import type { Tx } from '../platform/database.ts';
import type { DemoResident } from './accounts.ts';
import { COUNTY } from './places.ts';
import type { Random } from './random.ts';
import { bring } from './store.ts';

/** An invented identity number: nobody alive was born in the year it holds. */
function inventedIdentity(at: number): string {
  const digits = `${COUNTY}18500101${String(at).padStart(3, '0')}`;
  return `${digits}${checkOf(digits)}`;
}

/** Identity numbers of those who have an account, each with its consent; their families have given none yet. */
export async function bringIdentities(tx: Tx, random: Random, online: readonly DemoResident[], since: Date): Promise<void> {
  const keys: Parameters<typeof addKeys>[1][number][] = [];
  const rows = online.map(({ person, household }, at) => {
    const number = inventedIdentity(at);
    const { sealed, key } = sealedWith(tx.keys, 'identity.number', { county: COUNTY, id: person.id }, person.id, number);
    keys.push(key);
    return {
      ...{ county: COUNTY, person_id: person.id, territory: household.grid, noted_at: since },
      ...{ identity_sealed: sealed, identity_index: identityIndex(tx.keys, COUNTY, number) },
    };
  });
  await addKeys(tx, keys);
  await bring(tx, 'identity_number', rows);
  await bring(
    tx,
    'consent',
    rows.map(({ person_id, territory }) => ({
      ...{ county: COUNTY, id: random.id(since), person_id, account_id: null, territory, purpose: 'identity' },
      ...{ text_version: textVersionOf('identity'), given_at: since, given_how: 'counter', given_to: '村服务站' },
    })),
  );
}
