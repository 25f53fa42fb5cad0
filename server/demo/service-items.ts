import type { ServiceItem } from '../../domain/matters/proxy-service/content.ts';
import type { Tx } from '../platform/database.ts';
import { COUNTY } from './places.ts';

/** The county's own items by code, as a matter keeps them; read back, so that their ids are the stored ones. */
export async function ownItems(tx: Tx): Promise<Map<string, ServiceItem>> {
  const rows = await tx.db
    .selectFrom('service_item')
    .select(['id', 'code', 'name', 'materials', 'days', 'instant'])
    .where('county', '=', COUNTY)
    .where('example', '=', '')
    .execute();
  return new Map(
    rows.map(({ id, code, name, materials, days, instant }) => [
      code,
      {
        id,
        code,
        name,
        materials: (materials as unknown as { name: string }[]).map((material) => material.name),
        days: instant ? 0 : (days ?? 20),
        instant,
      },
    ]),
  );
}
