import type { Actor } from '../../../domain/accounts/actor.ts';
import { ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { Action, ActionBy, ActionRefs, Channel } from '../../../domain/matters/action.ts';
import { mayTake } from '../../../domain/matters/available-steps.ts';
import { applyAction } from '../../../domain/matters/fold.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import type { MatterKnowledge } from '../../../domain/matters/parties.ts';
import type { MatterState } from '../../../domain/matters/state.ts';
import { tell } from '../../../domain/matters/story.zh.ts';
import { PARAMETERS, type ParameterKey } from '../../../domain/policy/parameters.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { queue } from '../../platform/jobs.ts';
import { demand, invalid } from '../../platform/problem.ts';
import { readInput } from '../../platform/read-input.ts';
import { factsChanged } from '../changes/index.ts';
import { attachFiles } from '../files/index.ts';
import { calendarFor, deadlineClock, parameterOn } from '../policy/index.ts';
import { judgedAnew } from './projection.ts';
import { appendAction, concernsActor, type MatterRow, type ReporterRow } from './store.ts';

/** How an action names who took it. Residents are not named. */
export function actionBy(actor: Actor, channel: Channel): ActionBy {
  switch (actor.kind) {
    case 'staff':
      return { kind: 'staff', name: actor.name, role: ROLE_TITLES[actor.role], body: actor.body, channel };
    case 'system':
      return { kind: 'system', name: '系统', role: '', body: null, channel };
    default:
      return { kind: 'resident', name: '群众', role: '', body: null, channel };
  }
}

/** The job that lets the people of a merged matter follow the one it went into. */
export const FOLLOW_JOB = 'matters.follow';

export interface Taking {
  tx: Tx;
  app: App;
  actor: Actor;
  now: Date;
  row: MatterRow;
  step: string;
  input: Record<string, unknown>;
  refs: ActionRefs;
  knowledge: MatterKnowledge;
  channel: Channel;
  /** Whether people are told of it. */
  silent?: boolean;
  reporter?: ReporterRow;
}

/**
 * Takes one step of a matter: asks the rules, computes the deadlines by the calendar and parameters of now, appends the action and moves the
 * projection. Throws `refused` with the reason and clause, or `changed` when someone else was first.
 */
export async function takeStep(taking: Taking): Promise<MatterState> {
  const { tx, actor, now, row, refs } = taking;
  const definition = definitionOf(row.kind, row.version);
  // Kinds may narrow a shared step: the matter's own definition has the last word on its input.
  const step = definition.steps[taking.step];
  const input: Record<string, unknown> = step ? readInput(step.input, taking.input) : taking.input;
  const clock = await deadlineClock(taking.app, row.village, now);
  const knowledge = { ...taking.knowledge, concernsActor: await concernsActor(tx, row, actor) };
  demand(mayTake(definition, taking.step, { state: row.state, actor, knowledge, now, input, refs, clock }));
  await demandLimits(taking.app, row.village, now, step?.limits ?? {}, input);
  const action: Action = {
    seq: row.seq + 1,
    step: taking.step,
    at: now.toISOString(),
    by: actionBy(actor, taking.channel),
    input,
    refs,
    deadlines: step?.deadlines?.(row.state, input, clock) ?? {},
  };
  const after = applyAction(definition, row.state, action);
  await appendAction(tx, row, {
    action,
    after,
    calendar: await calendarFor(taking.app, row.village),
    noticeId: taking.silent ? null : newId(now.getTime()),
    ...(taking.reporter ? { reporter: taking.reporter } : {}),
  });
  // Otherwise the notice's job says so.
  if (taking.silent && judgedAnew(row.state, after)) factsChanged(tx, now, 'matters', [row.village]);
  const follower = definition.followedBy?.[taking.step];
  if (follower) await queue(tx, now, [{ county: row.county, kind: follower, payload: { matterId: row.id } }]);
  if (refs.matter) {
    await queue(tx, now, [{ county: row.county, kind: FOLLOW_JOB, payload: { from: row.id, into: refs.matter.id } }]);
  }
  const attachments = [...((input.attachments as string[] | undefined) ?? []), ...(step?.files?.(input) ?? [])];
  if (attachments.length)
    await attachFiles(tx, {
      county: row.county,
      matterId: row.id,
      seq: action.seq,
      ids: attachments,
      internal: tell(definition, action, 'staff').internal,
      sensitive: definition.sensitiveFiles ?? false,
    });
  return after;
}

/** Throws a field error for a number above what the parameters of the day allow. */
async function demandLimits(
  app: App,
  territory: string,
  now: Date,
  limits: Readonly<Record<string, ParameterKey>>,
  input: Record<string, unknown>,
): Promise<void> {
  for (const [field, key] of Object.entries(limits)) {
    const most = await parameterOn(app, key, territory, dateOfDay(dayOf(now)));
    if (Number(input[field]) > most) throw invalid(field, `${PARAMETERS[key].title}是 ${most} 个工作日。`);
  }
}
