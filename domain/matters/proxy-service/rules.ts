import { levelOf } from '../../bodies/body.ts';
import { dateOfDay, dayOf } from '../../calendar/calendar.ts';
import { allow, type Permission, refuse, when } from '../../policy/permission.ts';
import type { StepRule } from '../define-matter.ts';
import type { MatterState } from '../state.ts';
import { type CollectedMaterial, contentOf } from './content.ts';
import { isIdentityCard } from './papers.ts';

/** Nothing is done in a resident's name without a mandate that stands (2.5). */
export const withMandate: StepRule = ({ state, now }) => {
  const { mandate } = contentOf(state);
  if (!mandate) return allow;
  if (mandate.revokedAt) return refuse('委托已经撤销，不能再办。', '2.5');
  return when(dateOfDay(dayOf(now)) <= mandate.until, '委托已经到期，请群众重新签委托。', '2.5');
};

/** A mandate runs from today and no longer than the county allows. */
export const mandateRuns: StepRule = ({ input, now, clock }) => {
  const until = (input?.mandate as { until: string } | undefined)?.until;
  if (until === undefined) return allow;
  if (until < dateOfDay(dayOf(now))) return refuse('委托的期限已经过了。', '2.5');
  const longest = clock && dateOfDay(dayOf(new Date(Date.parse(clock.after('proxy.mandate')) - 1)));
  return longest && until > longest ? refuse(`委托最长到 ${longest}。`, '2.5') : allow;
};

/** A mandate that was not revoked can be signed anew, before or after its last day. */
export const canBeRenewed = (state: MatterState): boolean => {
  const { mandate } = contentOf(state);
  return mandate !== null && !mandate.revokedAt;
};

/** What is missing is said once and completely (一次性告知). */
export const toldOnce: StepRule = ({ state }) => when(!contentOf(state).missing, '已经一次性告知过，不能再提新的材料。', '2.5');

/** What is missing must be something the item asks for: no other paper may be demanded. */
export const onlyWhatTheItemAsks: StepRule = ({ state, input }) => {
  const asked = contentOf(state).item.materials;
  const other = ((input?.missing as { name: string }[] | undefined) ?? []).find(({ name }) => !asked.includes(name));
  return other ? refuse(`办事指南里没有「${other.name}」，不能要求提供。`, '2.6') : allow;
};

/** What is brought later is something the item asks for too. */
export const onlyAskedSupplied: StepRule = ({ state, input }) => {
  const asked = contentOf(state).item.materials;
  const other = ((input?.materials as { name: string }[] | undefined) ?? []).find(({ name }) => !asked.includes(name));
  return other ? refuse(`办事指南里没有「${other.name}」，不用收。`, '2.6') : allow;
};

/** An identity card is shown and seen, its picture is never collected; the refusal names which paper of the list. */
export function identityCardAmong(papers: readonly CollectedMaterial[]): { at: number; words: string } | null {
  const at = papers.findIndex(({ name, how, files }) => isIdentityCard(name) && (how === 'photo' || files?.length));
  return at < 0 ? null : { at, words: `「${papers[at]?.name}」不用拍照，平台不收身份证照片；请当面看一眼原件。` };
}

/** Residents send pictures; that an original was seen or taken is for those to say who saw it. */
export function picturesOnly(papers: readonly CollectedMaterial[]): Permission {
  if (papers.some(({ how, original }) => how !== 'photo' || original))
    return refuse('自己交材料要拍照；看原件、收原件由工作人员来记。', '2.6');
  const without = papers.find(({ files }) => !files?.length);
  return without ? refuse(`请把「${without.name}」拍下来再交。`, '2.6') : allow;
}

/** What is supplied is no picture of an identity card, and from the resident it is pictures. */
export const suppliedFits: StepRule = ({ actor, input }) => {
  if (!input) return allow;
  const papers = input.materials as CollectedMaterial[];
  const card = identityCardAmong(papers);
  if (card) return refuse(card.words, '2.6');
  return actor.kind === 'resident' || actor.kind === 'receipt' ? picturesOnly(papers) : allow;
};

/** Who holds only the receipt may follow and bring what is missing; to end it is for the applicant, who signs in or asks at the station (Civil Code, article 173). */
export const notByReceiptAlone: StepRule = ({ actor }) =>
  when(actor.kind !== 'receipt', '凭条码只能看进度、补材料。不办了要本人来说：登录后点一下，或者给村服务站打电话。', '2.5');

/** Decided on the spot only where the catalogue says so; otherwise it is accepted first. */
export const acceptedOrInstant: StepRule = ({ state }) =>
  when(state.status === 'in-hand' || contentOf(state).item.instant, '这一项不是即办件，请先受理。', '2.6');

export const atTheCentre = (state: MatterState): boolean => levelOf(state.holder.kind) !== 'village';
export const atTheStation = (state: MatterState): boolean => !atTheCentre(state);
/** Originals of the resident are still with us. */
export const papersWithUs = (state: MatterState): boolean =>
  !contentOf(state).delivery && contentOf(state).materials.some(({ original }) => original);

/** Papers are destroyed by record: who did it and how stands in the story. */
export const destroyedByRecord: StepRule = ({ input }) =>
  when(input?.papers !== 'destroyed' || String(input.words ?? '').trim().length >= 2, '销毁材料要写一句：谁、怎么销毁的。', '2.5');
