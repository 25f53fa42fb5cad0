import type { Actor } from '../accounts/actor.ts';
import { allow, type Permission, refuse } from '../policy/permission.ts';
import type { ActionRefs } from './action.ts';
import type { MatterState } from './state.ts';

/** What the server knows of a member of staff: the matter is their own, or their family's. */
interface Concern {
  concernsActor?: boolean | undefined;
}

/** Steps by which a member of staff gives away what they may not handle. */
const GIVING_AWAY: readonly string[] = ['pass-up', 'return'];

const SOURCE = '信访工作条例第二十八条第三款';

/** Why a member of staff may handle nothing of a matter: it is their own or their family's, about what they did, or about their own unit. */
export function conflictOf(state: MatterState, actor: Actor, knowledge: Concern = {}): Permission {
  if (actor.kind !== 'staff') return allow;
  const members = (state.content.members as string[] | undefined) ?? [];
  if (knowledge.concernsActor || members.includes(actor.personId))
    return refuse('这是您自己或家里人的事，不能由您办。请同单位的同事来办；没有别人的，请上报或退回，由分派员另派。', undefined, SOURCE);
  const { against } = state;
  if (against?.account && against.account === actor.accountId)
    return refuse('这件事问的就是您做的，不能由您办，也不能由您答复，请等分派员另派。', undefined, SOURCE);
  if (against?.body && against.body.id === actor.body.id)
    return refuse(
      `这件事反映的是${against.body.name}，不能由本单位办，${aboutTheCentre(state) ? '由督查员另派别的单位' : '由镇民生服务中心的分派员另派别的单位'}。`,
      undefined,
      SOURCE,
    );
  return allow;
}

/** Whether the one who dispatches is the one complained of: then the supervisor dispatches. */
export const aboutTheCentre = (state: MatterState): boolean => state.against?.body != null && state.against.body.id === state.centre.id;

/** Nobody takes a step of a matter about themselves or their own unit, and nobody gives it to the unit it is about. */
export function mayHandle(
  step: string,
  context: { state: MatterState; actor: Actor; knowledge: Concern; refs?: ActionRefs | undefined },
): Permission {
  const { state, refs } = context;
  const answer = conflictOf(state, context.actor, context.knowledge);
  if (!answer.allowed && !GIVING_AWAY.includes(step)) return answer;
  const to = step === 'send-back' ? state.station : step === 'set-against' ? undefined : refs?.body;
  if (to && to.id === state.against?.body?.id) return refuse(`这件事反映的就是${to.name}，不能交给它办，请选别的单位。`, undefined, SOURCE);
  return allow;
}
