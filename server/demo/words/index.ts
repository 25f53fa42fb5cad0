import type { CategoryCode } from '../../../domain/matters/appeal/categories.ts';
import { ANSWERS_ON_PEOPLE } from './answers-people.ts';
import { ANSWERS_ON_PLACES } from './answers-places.ts';
import type { Trouble } from './trouble.ts';
import { FARMING } from './troubles-farming.ts';
import { LIVING_PLACE } from './troubles-living.ts';
import { ORDER } from './troubles-order.ts';
import { PEOPLE } from './troubles-people.ts';
import { PUBLIC_WORKS } from './troubles-public-works.ts';

export * from './conversation.ts';
export * from './phrases.ts';
export * from './places.ts';
export * from './returns.ts';
export * from './services.ts';
export * from './trouble.ts';

/** Every trouble of the demo. */
export const TROUBLES: readonly Trouble[] = [...PUBLIC_WORKS, ...LIVING_PLACE, ...FARMING, ...PEOPLE, ...ORDER];

/** What the one whose duty it is answers, by category; at least two each. */
export const ANSWERS = { ...ANSWERS_ON_PLACES, ...ANSWERS_ON_PEOPLE } as Readonly<Record<CategoryCode, readonly string[]>>;

/** The answers that fit a trouble. */
export const answersTo = (trouble: Trouble): readonly string[] => trouble.answers.flatMap((at) => ANSWERS[trouble.category][at] ?? []);
