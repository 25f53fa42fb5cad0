import { REGISTER_GAPS, type RegisterGap } from '../../../domain/people/contract.ts';

/** What one came to look for in the register: a place, what is missing there, or a household to enter; searched words are not among them. */
export interface PeopleAddress {
  territory?: string;
  gap?: RegisterGap;
  add?: 'household';
}

/** Reads the address leniently: what makes no sense is left out. */
export function readPeopleAddress(search: Record<string, unknown>): PeopleAddress {
  const territory = String(search.territory ?? '');
  return {
    territory: /^\d{2,15}$/.test(territory) ? territory : undefined,
    gap: REGISTER_GAPS.find((gap) => gap === search.gap),
    add: search.add === 'household' ? 'household' : undefined,
  };
}
