import { levelOf } from '../../bodies/body.ts';
import { dateOfDay, dayOf } from '../../calendar/calendar.ts';
import { allow, type Permission, refuse, when } from '../../policy/permission.ts';
import type { StepRule } from '../define-matter.ts';
import type { MatterState } from '../state.ts';
import { type CollectedMaterial, contentOf, isIdentityCard } from './content.ts';

/** Nothing is done in a resident's name without a mandate that stands (2.5). */
export const withMandate: StepRule = ({ state, now }) => {
  const { mandate } = contentOf(state);
  if (!mandate) return allow;
  if (mandate.revokedAt) return refuse('委托已经撤销，不能再办。', '2.5');
  return when(dateOfDay(dayOf(now)) <= mandate.until, '委托已经到期，请群众重新签委托。', '2.5');
};

/** What is missing is said once and completely (一次性告知). */
export const toldOnce: StepRule = ({ state }) => when(!contentOf(state).missing, '已经一次性告知过，不能再提新的材料。', '2.5');

/** What is missing must be something the item asks for: no other paper may be demanded. */
export const onlyWhatTheItemAsks: StepRule = ({ state, input }) => {
  const asked = contentOf(state).item.materials;
  const other = ((input?.missing as { name: string }[] | undefined) ?? []).find(({ name }) => !asked.includes(name));
  return other ? refuse(`办事指南里没有「${other.name}」，不能要求提供。`, '2.6') : allow;
};

/** What is taken in must be asked for by the item, stand once, and be no picture of an identity card; each picture named must have come along. */
export function papersFit(
  asked: readonly string[],
  papers: readonly CollectedMaterial[],
  attachments: readonly string[],
): PaperTrouble | null {
  for (const [at, { name, how, photos }] of papers.entries()) {
    if (!asked.includes(name)) return { at, words: `办事指南里没有「${name}」，不用收。` };
    if (papers.findIndex((other) => other.name === name) < at) return { at, words: `「${name}」写了两次。` };
    if (how === 'photo' && isIdentityCard(name)) return { at, words: `「${name}」不用拍照，平台不收身份证照片；请当面看一眼原件。` };
    if (photos?.some((photo) => !attachments.includes(photo))) return { at, words: `「${name}」的照片没有传上来，请重新拍。` };
  }
  return null;
}
interface PaperTrouble {
  /** Which paper of the list. */
  at: number;
  words: string;
}

/** Residents send pictures; that an original was seen or taken is for those to say who saw it. */
export const picturesOf = (papers: readonly CollectedMaterial[], attachments: readonly string[]): Permission => {
  if (papers.some(({ how, original }) => how !== 'photo' || original))
    return refuse('自己交材料要拍照；看原件、收原件由工作人员来记。', '2.6');
  return when(papers.length === 0 || attachments.length > 0, '请把材料拍下来再交。', '2.6');
};

/** What is supplied is what the item asks; from the resident, as pictures. */
export const suppliedFits: StepRule = ({ state, actor, input }) => {
  if (!input) return allow;
  const papers = input.materials as CollectedMaterial[];
  const attachments = (input.attachments as string[] | undefined) ?? [];
  const trouble = papersFit(contentOf(state).item.materials, papers, attachments);
  if (trouble) return refuse(trouble.words, '2.6');
  return actor.kind === 'resident' || actor.kind === 'receipt' ? picturesOf(papers, attachments) : allow;
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
