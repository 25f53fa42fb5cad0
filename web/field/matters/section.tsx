import type { FieldSection } from '../shell/section.ts';
import { TodayMatters } from './today-matters.tsx';

export const mattersSection: FieldSection = {
  name: 'matters',
  Today: TodayMatters,
  routes: [{ path: '/matters/:id', load: () => import('./matter-page.tsx') }],
};
