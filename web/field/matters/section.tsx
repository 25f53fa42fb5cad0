import type { FieldSection } from '../shell/section.ts';
import { isFromTheSheet } from './step-fields.ts';
import { TodayMatters } from './today-matters.tsx';

export const mattersSection: FieldSection = {
  name: 'matters',
  Today: TodayMatters,
  routes: [{ path: '/matters/:id', load: () => import('./matter-page.tsx') }],
  mends: ({ operation, commandId, input }) =>
    operation.startsWith('matters.') && isFromTheSheet(input) ? `/matters/${input.id}?mend=${commandId}` : undefined,
};
