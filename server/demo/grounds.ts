import type { AppealCategory, CategoryCode } from '../../domain/matters/appeal/categories.ts';
import type { DutyBody } from '../../domain/matters/appeal/duty-body.ts';
import { EXTENSION_WORDS, SUSPENSION_WORDS } from './words/index.ts';

/** A listed ground with the words that go with it. */
export interface Reasoned {
  ground: string;
  words: string;
}

const reasoned = (ground: string, words: string | undefined): Reasoned | null => (words ? { ground, words } : null);

/** Why more time may be asked in matters of this kind; null where no such story is told. */
export function extensionFor({ code, parent }: AppealCategory): Reasoned | null {
  const [lamps, pipes] = EXTENSION_WORDS['building-work'] ?? [];
  if (code === 'roads.lamp') return reasoned('building-work', lamps);
  if (code === 'roads.road') return reasoned('several-bodies', EXTENSION_WORDS['several-bodies']?.[0]);
  if (parent === 'water') return reasoned('building-work', pipes);
  if (code === 'farm.inputs' || code === 'clean.sewage') return reasoned('survey', EXTENSION_WORDS.survey?.[0]);
  if (code === 'house.danger') return reasoned('legal-term', EXTENSION_WORDS['legal-term']?.[0]);
  if (parent === 'care') return reasoned('higher-decision', EXTENSION_WORDS['higher-decision']?.[0]);
  if (parent === 'land') return reasoned('villagers-decide', EXTENSION_WORDS['villagers-decide']?.[0]);
  if (['roads', 'power', 'house'].includes(parent) || code === 'affairs.fitness') return reasoned('funds', EXTENSION_WORDS.funds?.[0]);
  return null;
}

const STANDING: Partial<Record<CategoryCode, string>> = {
  'house.danger': 'appraisal',
  'house.quality': 'appraisal',
  'roads.lamp': 'force-majeure',
  'power.supply': 'force-majeure',
  'clean.trees': 'force-majeure',
  'care.pension': 'guardian',
  'care.elder': 'guardian',
  'care.wages': 'mediation',
  'land.transfer': 'mediation',
  'land.plot': 'mediation',
  'order.neighbour': 'mediation',
};

/** Why matters of this kind may stand still; null where no such story is told. */
export function suspensionFor({ code }: AppealCategory): Reasoned | null {
  const ground = STANDING[code];
  return ground ? reasoned(ground, SUSPENSION_WORDS[ground]?.[0]) : null;
}

/** Who may be asked to help in matters of this kind, and which of the requests fits. */
export function helpFor({ code, parent, duty }: AppealCategory): { duty: DutyBody; request: number } {
  if (code === 'roads.lamp') return { duty: 'county-power', request: 2 };
  if (parent === 'care') return { duty: duty.body === 'county-labour' ? 'county-medical-insurance' : 'county-labour', request: 3 };
  return {
    duty: duty.body === 'township-land' ? 'township-agriculture' : 'township-land',
    request: parent === 'water' || parent === 'land' ? 1 : 0,
  };
}

/** Troubles of these kinds may turn out to belong elsewhere, on this ground. */
export const MAY_BE_REFUSED: Partial<Record<CategoryCode, string>> = {
  'care.wages': 'in-procedure',
  'land.plot': 'needs-procedure',
  'house.deed': 'needs-procedure',
  'affairs.cadre': 'misconduct-report',
  'land.open': 'information-request',
  'life.market': 'needs-procedure',
};
