import type { Actor } from '../accounts/actor.ts';
import { allow, every, type Permission, refuse, when } from '../policy/permission.ts';
import { conflictOf } from './conflict.ts';
import type { MatterKnowledge, ReporterPart } from './parties.ts';
import type { MatterState } from './state.ts';

/** Steps that belong to the person who raised the matter, and that staff may take for them at a counter or on the phone. */
export const STEPS_ON_BEHALF: readonly string[] = ['add-words', 'reply', 'urge', 'withdraw', 'confirm', 'rate', 'reopen'];

/** Anyone may say what troubles them; staff do so for someone in front of them or on the phone, in their own range. */
export function mayFile(actor: Actor, input: { village: string; channel: string; personId?: string | undefined }): Permission {
  if (actor.kind !== 'staff') return when(input.channel === 'portal', '来访、来电登记由工作人员办理。');
  if (['supervisor', 'administrator', 'department-staff'].includes(actor.role))
    return refuse('登记来访来电由村服务站、网格员和镇民生服务中心办理。', '4.8');
  if (input.personId === actor.personId)
    return refuse('自己的事不能自己登记自己办，请用自己的手机以居民身份办，或请同事登记。', undefined, '信访工作条例第二十八条第三款');
  if (input.channel === 'portal') return refuse('请选择来访、来电或上门登记。');
  const within = actor.body.territory.slice(0, 9);
  return when(input.village.startsWith(within), '只能登记本镇的诉求，请转告对方所在的镇。', '4.8');
}

/** Staff of the station, the centre or the holder may act for a resident who is there or on the phone. */
export function mayActOnBehalf(state: MatterState, actor: Actor, step: string): Permission {
  if (actor.kind !== 'staff') return refuse('只有工作人员可以替群众办。');
  if (!STEPS_ON_BEHALF.includes(step)) return refuse('这一步不是群众的，不用替办。');
  const body = actor.body.id;
  const near = state.station.id === body || (state.centre.id === body && ['dispatcher', 'window-clerk'].includes(actor.role));
  return when(near, '替群众办由村服务站或镇民生服务中心登记。', '4.8');
}

/** A handler may see how to reach the reporter of a matter their body takes part in; a hidden name only those who dispatch and supervise. */
export function mayReveal(state: MatterState, actor: Actor, hidden: boolean): Permission {
  if (actor.kind !== 'staff') return refuse('只有办理这件事的工作人员可以查看。');
  if (hidden && !['dispatcher', 'supervisor'].includes(actor.role)) return refuse('群众要求不公开姓名，只有分派员和督查员可以查看。');
  const takesPart = state.participants.includes(actor.body.id) || actor.role === 'supervisor';
  return every(conflictOf(state, actor), when(takesPart, '只有办理这件事的单位可以查看。'));
}

/** What the actor is to a matter by the parts they or their family have in it; one may have raised it and joined it. */
export function knowledgeOf(parts: readonly ReporterPart[]): MatterKnowledge {
  return { reportedByActor: parts.includes('reporter'), joinedByActor: parts.includes('joined') };
}

export const anyone = (): Permission => allow;
