import { z } from 'zod';
import type { Role } from '../../../domain/accounts/roles.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import type { BodyRef } from '../../../domain/bodies/body.ts';
import { levelOf } from '../../../domain/bodies/body.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { ActionRefs, Channel } from '../../../domain/matters/action.ts';
import { mayTake } from '../../../domain/matters/available-steps.ts';
import { StepTaken, Target } from '../../../domain/matters/contract.ts';
import type { Step } from '../../../domain/matters/define-matter.ts';
import { definitionOf, MATTER_KINDS } from '../../../domain/matters/kinds.ts';
import type { Party } from '../../../domain/matters/parties.ts';
import { anyone, knowledgeOf, mayActOnBehalf } from '../../../domain/matters/permissions.ts';
import { isOpen } from '../../../domain/matters/state.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import { invalid, notFound, Problem } from '../../platform/problem.ts';
import { bodiesForMatter, bodyRef } from '../bodies/index.ts';
import { columnsOf } from './projection.ts';
import { findMatter, type MatterRow, readParts } from './store.ts';
import { takeStep } from './take-step.ts';

const OnBehalf = z.enum(['counter', 'phone', 'field']);

/** What comes with every step: which matter, the state it was decided on, and whether staff take it for the resident. */
const StepTarget = { id: z.uuid(), seq: z.number().int().min(1), onBehalf: OnBehalf.optional() };

/** Who may call a step's operation at all, from the parties its definition names. */
function rolesOf(by: readonly Party[]): Role[] {
  const roles = new Set<Role>();
  for (const party of by) {
    if (party === 'reporter')
      for (const role of [
        'resident',
        'receipt-holder',
        'station-worker',
        'station-head',
        'grid-worker',
        'window-clerk',
        'dispatcher',
      ] as const)
        roles.add(role);
    else if (party === 'supervisor') roles.add('supervisor');
    // The supervisor dispatches what is about the centre itself.
    else if (party === 'dispatcher') for (const role of ['dispatcher', 'supervisor'] as const) roles.add(role);
    else if (party === 'system') roles.add('system');
    else if (party === 'station') for (const role of ['grid-worker', 'station-worker', 'station-head'] as const) roles.add(role);
    else for (const role of STAFF_ROLES) if (role !== 'administrator' && role !== 'supervisor') roles.add(role);
  }
  return [...roles];
}

/** Resolves what the input names; the names stand in the action as they were on the day. */
async function refsOf(
  context: { tx: Parameters<typeof findMatter>[0] },
  input: Record<string, unknown>,
  row: MatterRow,
): Promise<ActionRefs> {
  const refs: ActionRefs = {};
  const wanted = (input.body ?? input.suggested) as string | undefined;
  if (wanted) {
    const body = await bodyRef(context.tx, row.county, wanted);
    if (!body) throw invalid(input.body ? 'body' : 'suggested', '没有这个单位。');
    refs.body = body;
  }
  if (typeof input.matter === 'string') {
    const target = await findMatter(context.tx, input.matter);
    if (!target) throw invalid('matter', '没有找到要并入的那一件。');
    if (target.id === row.id) throw invalid('matter', '不能并入自己。');
    if (!isOpen(target.state.status)) throw invalid('matter', '要并入的那一件已经办完。');
    refs.matter = { id: target.id, number: target.number };
  }
  return refs;
}

/** The input of a step whatever the kind: where kinds differ it takes what either takes, and the matter's own definition has the last word. */
function inputAcross(ofKinds: readonly Step[]): z.ZodRawShape {
  const shapes = ofKinds.map((step) => step.input.shape as Record<string, z.ZodType>);
  const fields = [...new Set(shapes.flatMap((shape) => Object.keys(shape)))];
  return Object.fromEntries(
    fields.map((field) => {
      const [first, ...others] = [...new Set(shapes.flatMap((shape) => shape[field] ?? []))] as [z.ZodType, ...z.ZodType[]];
      const schema = others.length ? z.union([first, ...others]) : first;
      return [field, shapes.every((shape) => field in shape) ? schema : schema.optional()];
    }),
  );
}

/** One operation for a step, whichever kinds have it. */
function stepOperation(name: string, ofKinds: readonly Step[]): Operation {
  const [step] = ofKinds as [Step, ...Step[]];
  return operation({
    name: `matters.${name}`,
    summary: `Take the step "${name}" of a matter.`,
    clause: step.clause,
    kind: 'command',
    roles: rolesOf(ofKinds.flatMap(({ by }) => by)),
    input: z.strictObject({ ...StepTarget, ...inputAcross(ofKinds) }),
    output: StepTaken,
    load: async (context) => {
      const row = await findMatter(context.tx, (context.input as { id: string }).id);
      if (!row) throw notFound();
      if (row.seq !== (context.input as { seq: number }).seq) throw new Problem('changed');
      const { id: _id, seq: _seq, onBehalf: _onBehalf, ...own } = context.input as Record<string, unknown>;
      return { row, own, refs: await refsOf(context, own, row) };
    },
    permit: ({ actor, input, subject }) =>
      (input as { onBehalf?: string }).onBehalf ? mayActOnBehalf(subject.row.state, actor, name) : allow,
    run: async ({ tx, app, actor, input, now, subject, audit }) => {
      const { row, own, refs } = subject;
      const onBehalf = (input as { onBehalf?: Channel }).onBehalf;
      const knowledge = onBehalf ? { reportedByActor: true } : knowledgeOf(await readParts(tx, row, actor));
      const after = await takeStep({ tx, app, actor, now, row, step: name, input: own, refs, knowledge, channel: onBehalf ?? 'portal' });
      const purpose = definitionOf(row.kind, row.version).steps[name]?.title ?? step.title;
      audit({ kind: 'change', county: row.county, territory: row.village, matterId: row.id, purpose, detail: { step: name } });
      return { id: row.id, seq: after.seq, status: after.status, due: columnsOf(after).due };
    },
  }) as Operation;
}

const targets = operation({
  name: 'matters.targets',
  summary: 'The bodies a step of this matter may name, the likely ones first, and why others are refused.',
  clause: '4.8',
  kind: 'query',
  roles: STAFF_ROLES,
  input: z.strictObject({ id: z.uuid(), step: z.string().max(40), q: z.string().trim().max(60).default('') }),
  output: z.object({ targets: z.array(Target) }),
  load: async ({ tx, input }) => (await findMatter(tx, input.id)) ?? Promise.reject(notFound()),
  permit: anyone,
  run: async ({ tx, actor, input, now, subject: row }) => {
    const definition = definitionOf(row.kind, row.version);
    if (!definition.steps[input.step]) throw invalid('step', '没有这一步。');
    // Whose duty it is says nothing about whom it is about.
    const against = input.step === 'set-against';
    const duty = against ? undefined : definition.subjects.dutyOf?.(row.state.category);
    const bodies = await bodiesForMatter(tx, row.county, row.village, dateOfDay(dayOf(now)));
    const returned = against ? undefined : [...row.state.assignments].reverse().find((turn) => turn.ended === 'return');
    return {
      targets: bodies
        // Where it lies now may be whom it is about.
        .filter((body) => (against || body.id !== row.state.holder.id) && isCalled(body.name, input.q))
        .map(({ department, ...body }) => {
          const ref: BodyRef = body;
          const answer = mayTake(definition, input.step, { state: row.state, actor, knowledge: knowledgeOf([]), now, refs: { body: ref } });
          const suggested = duty !== undefined && department === duty.body && returned?.body.id !== body.id;
          return {
            id: body.id,
            name: body.name,
            kind: body.kind,
            suggested,
            why: suggested && duty ? `这一类由${duty.owner}负责（${duty.basis}）` : returned?.body.id === body.id ? '刚退回过' : '',
            refused: answer.allowed ? null : answer.reason,
          };
        })
        .sort((one, other) => Number(other.suggested) - Number(one.suggested) || rank(one.kind) - rank(other.kind)),
    };
  },
});

/** Whether a body is meant by what was typed: a part of its name, its pinyin or the initials. */
function isCalled(name: string, typed: string): boolean {
  if (!typed || name.includes(typed)) return true;
  const { pinyin, initials } = pinyinOf(name);
  const wanted = typed.toLowerCase().replaceAll(' ', '');
  return pinyin.includes(wanted) || initials.includes(wanted);
}

const rank = (kind: string): number => ['county', 'township', 'village'].indexOf(levelOf(kind as BodyRef['kind']));

/** The steps people take, by name, of every kind that has one of that name. */
const steps = new Map<string, Step[]>();
for (const definition of MATTER_KINDS)
  for (const [name, step] of Object.entries(definition.steps)) if (!step.automatic) steps.set(name, [...(steps.get(name) ?? []), step]);

export const stepOperations: Operation[] = [targets, ...[...steps].map(([name, ofKinds]) => stepOperation(name, ofKinds))];
