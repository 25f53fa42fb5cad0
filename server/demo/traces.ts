import { type Actor, roleOf, type StaffActor } from '../../domain/accounts/actor.ts';
import type { Action } from '../../domain/matters/action.ts';
import { definitionOf } from '../../domain/matters/kinds.ts';
import { mayReveal } from '../../domain/matters/permissions.ts';
import { auditName } from '../platform/audit.ts';
import type { Cast } from './cast.ts';
import type { DemoHousehold } from './people.ts';
import { COUNTY } from './places.ts';
import type { Random } from './random.ts';
import type { DemoRow } from './store.ts';
import type { Walked } from './walk.ts';
import type { WorkingMoments } from './working-moments.ts';

const DAY = 86_400_000;
const REASONS = ['电话核实情况', '约上门时间', '问清具体位置', '答复前先打个电话'];
const VISITS = 70;

interface Tracing {
  random: Random;
  cast: Cast;
  moments: WorkingMoments;
  now: Date;
}

/** One row of the audit as the platform writes it. */
function trace(
  random: Random,
  actor: Actor,
  at: Date,
  operation: string,
  row: { kind: 'look' | 'change'; territory: string; purpose: string; matterId?: string; personId?: string | null; detail?: DemoRow },
): DemoRow {
  return {
    county: COUNTY,
    id: random.id(at),
    at,
    account_id: actor.kind === 'staff' || actor.kind === 'resident' ? actor.accountId : null,
    actor: auditName(actor),
    role: roleOf(actor),
    body_id: actor.kind === 'staff' ? actor.body.id : null,
    territory: row.territory,
    operation,
    kind: row.kind,
    person_id: row.personId ?? null,
    matter_id: row.matterId ?? null,
    purpose: row.purpose,
    detail: row.detail ?? {},
  };
}

/** The operation that took a step, where it is not the step's own. */
function operationOf({ step, input }: Action): string {
  if (step === 'hand-in') return 'proxy.handIn';
  if (step !== 'file') return `matters.${step}`;
  if ('mandate' in input) return input.mandate ? 'proxy.collect' : 'proxy.apply';
  return 'household' in input ? 'verifications.request' : 'matters.file';
}

/** Who changed what in the matters, and who looked at the reporters' phones: handlers call before they answer. */
export function matterTraces({ random, moments, now }: Tracing, walked: readonly Walked[]): DemoRow[] {
  const rows: DemoRow[] = [];
  for (const { id, state, taken, reporters } of walked) {
    const territory = state.place.village;
    const definition = definitionOf(state.kind, state.version);
    const reporter = reporters[0]?.speaker;
    const looked = new Set<string>();
    for (const { action, actor, after } of taken) {
      const at = new Date(action.at);
      if (actor.kind !== 'system') {
        const purpose = action.step === 'file' ? definition.filing.purpose : (definition.steps[action.step]?.title ?? '');
        const personId = action.step === 'file' ? (reporter?.person?.id ?? null) : null;
        rows.push(
          trace(random, actor, at, operationOf(action), {
            kind: 'change',
            territory,
            purpose,
            matterId: id,
            personId,
            detail: action.step === 'file' ? {} : { step: action.step },
          }),
        );
      }
      if (action.step !== 'sign' || actor.kind !== 'staff' || looked.has(actor.body.id) || !reporter?.phone) continue;
      const calls = reporter.person?.persona !== undefined || random.chance(0.45);
      const when = moments.after(at, [3, 45]);
      if (!calls || when > now || !mayReveal(after, actor, reporter.hidden).allowed) continue;
      looked.add(actor.body.id);
      rows.push(
        trace(random, actor, when, 'matters.reveal', {
          kind: 'look',
          territory,
          purpose: random.pick(REASONS),
          matterId: id,
          personId: reporter.person?.id ?? null,
        }),
      );
    }
  }
  return rows;
}

/** Grid workers look up the households they visit. */
export function visitTraces({ random, cast, moments, now }: Tracing, households: readonly DemoHousehold[]): DemoRow[] {
  return Array.from({ length: VISITS }, () => {
    const household = random.pick(households);
    const worker = cast.workers(cast.stationOf(household.village).id, 'grid-worker').find((actor) => actor.range === household.grid) as
      | StaffActor
      | undefined;
    const at = moments.next(new Date(now.getTime() - (1 + random.next() * 30) * DAY));
    const [person] = household.members;
    if (!worker || !person || at > now) return null;
    return trace(random, worker, at, 'people.view', {
      kind: 'look',
      territory: household.grid,
      purpose: random.pick(['入户走访', '核对住户信息']),
      personId: person.id,
    });
  }).filter((row) => row !== null);
}
