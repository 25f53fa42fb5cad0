import type { StaffActor } from '../../../domain/accounts/actor.ts';
import type { PartAnswer, PartSince } from '../../../domain/field/contract.ts';
import type { App } from '../../platform/app.ts';
import type { AuditEntry } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';

/** What a part is read with: the worker's own rights, nothing more. */
export interface PartContext {
  tx: Tx;
  app: App;
  actor: StaffActor;
  now: Date;
  since: PartSince;
  /** Notes what is looked at about whom; the operation fills in county and territory. */
  look(entry: Omit<AuditEntry, 'kind' | 'county' | 'territory'> & { territory?: string }): void;
}

/** One kind of thing a phone takes along for the day: the matters, the households, later the verifications. Parts are listed in parts.ts. */
export interface FieldPart {
  name: string;
  /** It opens matters to the transaction one after the other, and so is read by itself, after those that only ask. */
  opens?: true;
  read(context: PartContext): Promise<PartAnswer>;
}

/** The answer of a part whose items carry versions: only what is new or changed goes out. */
export async function itemsSince(
  since: PartSince,
  now: readonly { id: string; version: string }[],
  load: (id: string) => Promise<unknown>,
): Promise<PartAnswer> {
  const had = since.items ?? {};
  const items: PartAnswer['items'] = [];
  for (const { id, version } of now) {
    if (had[id] === version) continue;
    const value = await load(id);
    if (value !== undefined) items.push({ id, version, value });
  }
  const gone = Object.keys(had).some((id) => !now.some((one) => one.id === id));
  return { unchanged: items.length === 0 && !gone, items, ids: now.map(({ id }) => id), whole: null, next: null };
}
