import type { z } from 'zod';
import type { Actor } from '../../../domain/accounts/actor.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { Action, ActionRefs, Channel } from '../../../domain/matters/action.ts';
import type { JoinMatter, Receipt } from '../../../domain/matters/contract.ts';
import type { MatterDefinition } from '../../../domain/matters/define-matter.ts';
import { applyAction } from '../../../domain/matters/fold.ts';
import type { MatterState } from '../../../domain/matters/state.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { newId, newReceiptCode, receiptHash } from '../../platform/ids.ts';
import type { OperationContext } from '../../platform/operation.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import { invalid, Problem } from '../../platform/problem.ts';
import { bodyRef, placeBodies } from '../bodies/index.ts';
import { attachFiles } from '../files/index.ts';
import { speakerOf } from '../people/index.ts';
import { calendarFor, deadlineClock } from '../policy/index.ts';
import { gridExists } from '../territory/index.ts';
import { numberOf } from './number-store.ts';
import { insertMatter, lookOf, type MatterRow, type ReporterRow } from './store.ts';
import { actionBy, takeStep } from './take-step.ts';

type Context<Input> = Pick<OperationContext<Input, unknown>, 'tx' | 'app' | 'actor' | 'input' | 'now' | 'audit'>;
type Speaking = { contact: { name: string; phone: string }; personId?: string | undefined; hidden: boolean };

/** Who speaks, as kept with the matter: a resident by their own record, others by what they said. */
async function reporterOf(context: Context<Speaking>, part: 'reporter' | 'joined'): Promise<ReporterRow> {
  const { actor, input, tx } = context;
  const personId = actor.kind === 'resident' ? (input.personId ?? actor.personId) : actor.kind === 'staff' ? input.personId : undefined;
  if (actor.kind === 'resident' && personId && !actor.persons.includes(personId)) throw invalid('personId', '不是您家里的人。');
  if (actor.kind !== 'resident' && actor.kind !== 'staff' && input.personId) throw invalid('personId', '请先登录。');
  const known = personId ? await speakerOf(tx, personId) : null;
  if (personId && !known) throw invalid('personId', '没有找到这位居民。');
  const code = newReceiptCode();
  return {
    id: newId(context.now.getTime()),
    part,
    person_id: personId ?? null,
    name: input.contact.name || known?.name || '',
    phone: input.contact.phone || known?.phone || '',
    hidden: input.hidden,
    receipt_code: code,
    receipt_hash: receiptHash(code),
  };
}

/** The form of a kind, after validation. */
interface Form {
  village: string;
  grid?: string | undefined;
  words: string;
  title?: string | undefined;
  attachments: string[];
  /** What only the kind asks. */
  [own: string]: unknown;
}

/** Files a matter of a kind for whoever raises it, with a receipt code either way (4.8). */
export async function fileMatter(definition: MatterDefinition, context: Context<Form & Speaking & { channel: Channel }>): Promise<Receipt> {
  const { contact: _contact, personId: _personId, hidden: _hidden, channel, ...form } = context.input;
  const reporter = await reporterOf(context, 'reporter');
  const { id, number, state } = await beginMatter(definition, context, form as Form, channel, reporter);
  return {
    id,
    number,
    receiptCode: reporter.receipt_code,
    holder: state.holder.name,
    signBy: state.deadlines.sign,
    answerBy: state.deadlines.answer,
  };
}

/** Begins a matter of a kind at the station of its village or at the centre; `reporter` is null for what an office asks for itself. */
export async function beginMatter(
  definition: MatterDefinition,
  context: Pick<Context<unknown>, 'tx' | 'app' | 'actor' | 'now' | 'audit'>,
  form: Form,
  channel: Channel,
  reporter: ReporterRow | null,
): Promise<{ id: string; number: string; state: MatterState }> {
  const { tx, app, actor, now } = context;
  const bodies = await placeBodies(app, tx, form.village);
  if (!bodies) throw invalid('village', '这个村（社区）还没有服务站，请换一个或直接找镇民生服务中心。');
  if (form.grid && (!form.grid.startsWith(form.village) || !(await gridExists(tx, form.grid, dateOfDay(dayOf(now))))))
    throw invalid('grid', '这个村没有这个网格。');
  const clock = await deadlineClock(app, form.village, now);
  const title = form.title ?? definition.filing.titleOf(form);
  const against = await concernedUnit(context, form);
  const unit = against?.body?.id;
  // What is about the station or the centre itself is given out from the centre: by its dispatcher, or by oversight.
  const at = unit === bodies.station.id || unit === bodies.centre.id ? 'centre' : (definition.filing.starts?.(form).at ?? 'station');
  const refs: ActionRefs = { station: bodies.station, centre: bodies.centre, body: bodies[at], ...(against ? { against } : {}) };
  const action: Action = {
    seq: 1,
    step: 'file',
    at: now.toISOString(),
    by: actionBy(actor, channel),
    input: { ...form, title },
    refs,
    deadlines: definition.begin(form, clock),
  };
  const state = applyAction(definition, null, action);
  const id = newId(now.getTime());
  const county = countyOf(form.village);
  const number = await numberOf(app, tx, form.village, now);
  insertMatter(tx, {
    county,
    id,
    kind: definition.kind,
    version: definition.version,
    number,
    search: `${number} ${searchText(title)}`,
    state,
    action,
    reporter,
    calendar: await calendarFor(app, form.village),
    noticeId: newId(now.getTime()),
  });
  const sensitive = definition.sensitiveFiles ?? false;
  if (form.attachments.length) await attachFiles(tx, { county, matterId: id, seq: 1, ids: form.attachments, internal: false, sensitive });
  context.audit({
    kind: 'change',
    county,
    territory: form.village,
    matterId: id,
    personId: reporter?.person_id ?? null,
    purpose: definition.filing.purpose,
  });
  return { id, number, state };
}

/** Whose conduct a filing is about: the unit it names, or who made the look in the resident's own ledger that it asks about. */
async function concernedUnit(
  { tx, actor }: Pick<Context<unknown>, 'tx' | 'actor'>,
  { look, against, village }: Form & { look?: string; against?: string },
): Promise<ActionRefs['against'] | null> {
  if (look) {
    const made = actor.kind === 'resident' ? await lookOf(tx, actor.county, look) : null;
    if (!made) throw invalid('look', '没有找到这条查看记录。');
    return { body: made.body_id ? await bodyRef(tx, null, made.body_id) : null, account: made.account_id };
  }
  if (!against) return null;
  const body = await bodyRef(tx, countyOf(village), against);
  if (!body) throw invalid('against', '没有这个单位。');
  return { body, account: null };
}

/** What a list is searched by: title, pinyin and initials; the number stands before it. */
export function searchText(title: string): string {
  const { pinyin, initials } = pinyinOf(title);
  return `${title} ${pinyin} ${initials}`.toLowerCase();
}

/** One more person with the same trouble: they get a receipt of their own and follow the same matter. */
export async function joinMatter(context: Context<z.output<typeof JoinMatter>>, row: MatterRow): Promise<Receipt> {
  const { tx, app, actor, input, now } = context;
  if (actor.kind === 'resident' && row.reporters.some((person) => actor.persons.includes(person)))
    throw new Problem('refused', { reason: '您已经在跟进这件事了。' });
  const reporter = await reporterOf(context, 'joined');
  const system: Actor = { kind: 'system', name: '系统', county: row.county };
  const channel: Channel = input.channel;
  const after = await takeStep({
    tx,
    app,
    actor: system,
    now,
    row,
    step: 'join',
    input: { words: input.words },
    refs: {},
    knowledge: { reportedByActor: false },
    channel,
    reporter,
  });
  context.audit({
    kind: 'change',
    county: row.county,
    territory: row.village,
    matterId: row.id,
    personId: reporter.person_id,
    purpose: '一起跟进',
  });
  return {
    id: row.id,
    number: row.number,
    receiptCode: reporter.receipt_code,
    holder: after.holder.name,
    signBy: after.deadlines.sign,
    answerBy: after.deadlines.answer,
  };
}
