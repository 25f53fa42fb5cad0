import type { FieldSection } from '../shell/section.ts';

export const peopleSection: FieldSection = {
  name: 'people',
  routes: [
    { path: '/people', load: () => import('./people-page.tsx') },
    { path: '/people/:id', load: () => import('./household-page.tsx') },
  ],
};
