import type { CategoryCode } from '../../../domain/matters/appeal/categories.ts';
import { type Facility, VILLAGE_PLACES, type VillagePlaces } from './places.ts';

/** A trouble in a villager's voice; `{school}` and the like stand for the village's own facility, `{lane}` for the lane they live in, `{village}` for its name. */
export interface Trouble {
  readonly title: string;
  readonly words: string;
  readonly category: CategoryCode;
  /** Where it is, as one would say it to a neighbour. */
  readonly where: string;
  /** Codes of the villages it suits; without it, every village that has the facilities it names. */
  readonly only?: readonly string[];
  /** Pressing when safety, water, warmth or pay is at stake. */
  readonly urgency: 'ordinary' | 'pressing';
  /** Which answers of its category fit it, by position; use `answersTo`. */
  readonly answers: readonly number[];
}

const NAMED = /\{([a-z]+)\}/g;

/** Facilities a trouble names. */
const facilitiesIn = ({ title, words, where }: Trouble): Facility[] =>
  [...`${title}${words}${where}`.matchAll(NAMED)]
    .map(([, name]) => name as Facility | 'lane' | 'village')
    .filter((name): name is Facility => name !== 'lane' && name !== 'village');

/** Villages where a trouble can happen. */
export const villagesFor = (trouble: Trouble): VillagePlaces[] =>
  VILLAGE_PLACES.filter(
    (places) =>
      (!trouble.only || trouble.only.includes(places.code)) && facilitiesIn(trouble).every((facility) => places.facilities[facility]),
  );

/** The trouble as someone of this village says it; `lane` picks one of the village's lanes, any whole number will do. */
export function toldIn(trouble: Trouble, places: VillagePlaces, lane: number): Pick<Trouble, 'title' | 'words' | 'where'> {
  const fill = (text: string): string =>
    text.replace(NAMED, (_, name: string) =>
      name === 'lane'
        ? (places.lanes[lane % places.lanes.length] ?? '')
        : name === 'village'
          ? places.name
          : (places.facilities[name as Facility] ?? ''),
    );
  return { title: fill(trouble.title), words: fill(trouble.words), where: fill(trouble.where) };
}
