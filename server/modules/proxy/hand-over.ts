import type { z } from 'zod';
import type { Actor, StaffActor } from '../../../domain/accounts/actor.ts';
import { contentOf } from '../../../domain/matters/proxy-service/content.ts';
import type { HandIn, HandOver, ReceiveHandOver } from '../../../domain/matters/proxy-service/contract.ts';
import { newId } from '../../platform/ids.ts';
import type { OperationContext } from '../../platform/operation.ts';
import { invalid, Problem } from '../../platform/problem.ts';
import { findMatter, type MatterRow, takeStep } from '../matters/index.ts';
import { type HandedMatter, insertHandOver, type StoredHandOver, signHandOver } from './store.ts';

type Context<Input, Subject = undefined> = OperationContext<Input, Subject>;

const step = (
  context: Pick<Context<unknown>, 'tx' | 'app' | 'actor' | 'now'>,
  row: MatterRow,
  name: string,
  input: Record<string, unknown>,
) =>
  takeStep({
    ...context,
    row,
    step: name,
    input,
    refs: name === 'hand-in' ? { body: row.state.centre } : {},
    knowledge: { reportedByActor: false },
    channel: 'portal',
  });

/** The station hands several residents' papers to the township with one list. All of them, or none. */
export async function handIn(context: Context<z.output<typeof HandIn>>): Promise<HandOver> {
  const { tx, app, actor, now, input, audit } = context;
  const handed: HandedMatter[] = [];
  let first: MatterRow | null = null;
  for (const [at, { id, seq }] of input.matters.entries()) {
    const row = await findMatter(tx, id);
    if (row?.kind !== 'proxy-service') throw invalid(`matters.${at}.id`, '没有找到这一件。');
    if (row.seq !== seq) throw new Problem('changed');
    first ??= row;
    if (row.state.centre.id !== first.state.centre.id) throw invalid(`matters.${at}.id`, '不是交给同一个中心的，请分开交。');
    await step({ tx, app, actor, now }, row, 'hand-in', {});
    handed.push({ id, number: row.number, title: row.state.title, materials: contentOf(row.state).materials, received: null });
    audit({ kind: 'change', county: row.county, territory: row.village, matterId: id, purpose: '材料交到镇里' });
  }
  if (!first) throw invalid('matters', '请选择要交的件');
  const list = {
    county: first.county,
    id: newId(now.getTime()),
    village: first.village,
    station: first.state.station,
    centre: first.state.centre,
    handedAt: now,
    handedBy: nameOf(actor),
    matters: handed,
  };
  await insertHandOver(tx, list);
  const { county: _county, village: _village, ...told } = list;
  return {
    ...told,
    station: named(list.station),
    centre: named(list.centre),
    handedAt: now.toISOString(),
    receivedAt: null,
    receivedBy: null,
  };
}

/** The centre signs for what it found; the rest goes back to the village, with a word. */
export async function receive(context: Context<z.output<typeof ReceiveHandOver>, StoredHandOver>): Promise<HandOver> {
  const { tx, app, actor, now, input, subject, audit } = context;
  const known = subject.matters as unknown as HandedMatter[];
  const missing = new Map(input.missing.map(({ id, words }) => [id, words]));
  for (const [at, { id }] of input.missing.entries())
    if (!known.some((one) => one.id === id)) throw invalid(`missing.${at}.id`, '清单上没有这一件。');
  for (const { id } of known) {
    const words = missing.get(id);
    const row = words === undefined ? null : await findMatter(tx, id);
    if (!row || words === undefined || row.state.status !== 'to-sign') continue;
    await step({ tx, app, actor, now }, row, 'not-received', { words });
    audit({ kind: 'change', county: row.county, territory: row.village, matterId: id, purpose: '没有收到材料，退给村里' });
  }
  const matters = known.map((one) => ({ ...one, received: !missing.has(one.id) }));
  await signHandOver(tx, subject, { at: now, by: nameOf(actor), matters });
  return handOverOf({ ...subject, received_at: now, received_by: nameOf(actor), matters: matters as never });
}

export const handOverOf = (row: StoredHandOver): HandOver => ({
  id: row.id,
  station: { id: row.station_id, name: row.station_name },
  centre: { id: row.centre_id, name: row.centre_name },
  handedAt: new Date(row.handed_at).toISOString(),
  handedBy: row.handed_by,
  receivedAt: row.received_at ? new Date(row.received_at).toISOString() : null,
  receivedBy: row.received_by,
  matters: row.matters as unknown as HandedMatter[],
});

const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
const nameOf = (actor: Actor): string => (actor as StaffActor).name;
