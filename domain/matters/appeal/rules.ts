import { levelOf } from '../../bodies/body.ts';
import { allow, every, refuse, when } from '../../policy/permission.ts';
import type { StepRule } from '../define-matter.ts';
import { mayLieInVillage } from '../handed-down.ts';
import { dutyOf } from './categories.ts';

/**
 * A township's or a department's own duty may not be handed down to a village (8.2): 基层政府应履行的法定职责不得转嫁给基层群众性自治组织.
 * Judged when a matter would leave for a body of the village level.
 */
export const notHandedDown: StepRule = ({ state, refs }) => {
  if (refs?.body && levelOf(refs.body.kind) !== 'village') return allow;
  return mayLieInVillage(dutyOf(state.category));
};

/** The same where a step names the body: not judged before one is chosen. */
export const notHandedDownTo: StepRule = (context) => (context.refs?.body ? notHandedDown(context) : allow);

/** What the dispatcher assigns a second time may not be returned. */
export const firstDispatchOnly: StepRule = ({ state }) =>
  when(state.dispatched < 2, '这是第二次派单，不能再退回；有困难可以请别的单位协办或申请延期。', '4.8');

export const beforeReturnDeadline: StepRule = ({ state, now }) =>
  when(
    state.deadlines.return !== null && now.toISOString() <= state.deadlines.return,
    '已过退回期限，请继续办理；有困难可以请别的单位协办。',
    '4.8',
  );

/** What the resident said of a unit is not taken back by who would have to answer for it; only oversight changes it. */
export const namedByResidentStays: StepRule = ({ state, actor }) =>
  when(
    state.against?.namedBy !== 'resident' || (actor.kind === 'staff' && actor.role === 'supervisor'),
    '反映哪个单位是群众自己写明的，要改请督查员改。',
  );

export const heldByCentre: StepRule = ({ state }) =>
  when(state.holder.id === state.centre.id, '件在承办单位手里，要等退回后才能重派。', '4.8');

export const toOfficeOrDepartment: StepRule = (context) => {
  const { refs, state } = context;
  if (!refs?.body) return allow;
  if (refs.body.id === state.holder.id) return refuse('这件事本来就在这个单位。');
  if (levelOf(refs.body.kind) === 'village') return every(notHandedDown(context), refuse('交给村里请用「交回村里办」。', '4.8'));
  return when(
    ['township-office', 'county-department', 'township-centre'].includes(refs.body.kind),
    '请选择镇里的办所或县里的部门。',
    '4.8',
  );
};

/**
 * A station hands over to another station, an office of the township to another office; a department to nobody, and the centre neither: that is
 * the dispatcher's. Nor does an office hand over to the centre: that would be a return after the time for returning.
 */
export const sameLevel: StepRule = ({ state, refs }) => {
  const level = levelOf(state.holder.kind);
  if (!refs?.body) return allow;
  if (refs.body.id === state.centre.id) return refuse('交回民生服务中心请用「退回分派员」。', '4.8');
  return when(levelOf(refs.body.kind) === level, '只能移交给同一级的单位。', '4.8');
};
