import { inboxSection } from '../inbox/section.tsx';
import { mattersSection } from '../matters/section.tsx';
import { peopleSection } from '../people/section.tsx';
import { reportSection } from '../report/section.tsx';
import { servicesSection } from '../services/section.tsx';
import { verificationsSection } from '../verifications/section.tsx';
import type { FieldSection } from './section.ts';

/** In the order in which today shows them; a new kind of work is a folder and a line here. */
export const SECTIONS: readonly FieldSection[] = [
  verificationsSection,
  mattersSection,
  servicesSection,
  inboxSection,
  reportSection,
  peopleSection,
];
