import { VERDICTS, type Verdict } from '../../../domain/policy/board-contract.ts';

/** What the clause board shows, kept in its address; `cell` is the village and the rule that are looked into, `640121104205.rule-name`. */
export interface ClausesAddress {
  territory?: string;
  rule?: string;
  verdict?: Verdict;
  villages?: true;
  day?: string;
  cell?: string;
}

const RULE = /^[a-z][a-z-]{2,39}$/;

/** Reads the address leniently: what makes no sense is left out. */
export function readClausesAddress(search: Record<string, unknown>): ClausesAddress {
  const territory = String(search.territory ?? '');
  const rule = String(search.rule ?? '');
  const day = String(search.day ?? '');
  const cell = String(search.cell ?? '');
  return {
    territory: /^\d{2,12}$/.test(territory) ? territory : undefined,
    rule: RULE.test(rule) ? rule : undefined,
    verdict: VERDICTS.find((verdict) => verdict === search.verdict),
    villages: search.villages === true ? true : undefined,
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined,
    cell: readCell(cell) ? cell : undefined,
  };
}

/** The village and the rule of a cell's address. */
export function readCell(cell: string | undefined): { place: string; rule: string } | null {
  const [place = '', rule = ''] = (cell ?? '').split('.');
  return /^\d{12}$/.test(place) && RULE.test(rule) ? { place, rule } : null;
}

export const cellAddress = (place: string, rule: string): string => `${place}.${rule}`;
