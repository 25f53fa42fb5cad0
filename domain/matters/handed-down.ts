import { citeClause } from '../policy/clauses.ts';
import { opinion } from '../policy/law.ts';
import { allow, type Permission, refuse } from '../policy/permission.ts';
import { broken, holds, named, notApplicable, rule, warns } from '../policy/rule.ts';
import type { Duty } from './appeal/categories.ts';

const DUTIES = opinion(8, '政府和部门自己的法定职责不能转给村委会、居委会办。');

/** Whether a matter of such a duty may be given to a body of the village level (8.2). */
export function mayLieInVillage(duty: Duty | null): Permission {
  if (!duty || duty.level === 'village') return allow;
  const whose = duty.level === 'township' ? '镇里' : duty.owner;
  return refuse(`这是${whose}的法定职责，不能转给村里办（${citeClause('8.2')}）。请由${whose}办理，村里可以协助。`, '8.2', duty.basis);
}

export interface HandedDownFacts {
  /** How many days back ended matters are looked at; the parameter `board.on-time`. */
  days: number;
  /** Matters that came down from above to a body of the village, or lie there longer than they may wait to be passed up. */
  matters: readonly { id: string; number: string; duty: Duty | null; cameDown: boolean; there: boolean }[];
  /** All matters of the days that were looked at. */
  all: number;
}

/** Nothing is handed down to a village that is the township's or a department's own duty (8.2). */
export const notHandedDownRule = rule({
  id: 'not-handed-down',
  title: '不把政府的职责压给村里',
  clause: '8.2',
  inPrinciple: false,
  sources: () => [DUTIES],
  from: DUTIES.from,
  until: null,
  topics: ['matters'],
  act: { title: '去看这些件', roles: ['dispatcher', 'station-worker', 'station-head', 'supervisor'] },
  judge: ({ days, matters, all }: HandedDownFacts, { place }) => {
    const wrong = matters.filter(({ duty }) => !mayLieInVillage(duty).allowed);
    if (!all && !wrong.length) return notApplicable(`${days} 天里没有收到诉求。`);
    const at = ([first]: typeof wrong) => (first ? `/matters/${first.id}` : `/?tab=all&territory=${place.code}`);
    const tell = ({ number, duty, cameDown, there }: (typeof wrong)[number]) =>
      `${number} 是${duty?.level === 'township' ? '镇里' : duty?.owner}的职责，${cameDown ? `从上面转到村里${there ? '，现在还在村里' : '，已经转出或办结'}` : '留在村里没有上报'}。`;
    const facts = [`看了 ${days} 天里的 ${all} 件。`, ...wrong.slice(0, 10).map(tell)];
    const now = wrong.filter(({ cameDown, there }) => cameDown && there);
    if (now.length) return broken(`${named(now.map(({ number }) => number))}不是村里的职责，却转到了村里。`, facts, at(now));
    const past = wrong.filter(({ cameDown }) => cameDown);
    if (past.length) return warns(`${named(past.map(({ number }) => number))}不是村里的职责，曾经转到村里。`, facts, at(past));
    if (wrong.length) return warns(`${named(wrong.map(({ number }) => number))}不是村里的职责，还留在村里没有上报。`, facts, at(wrong));
    return holds(`${days} 天里没有把政府的职责压给村里。`, facts, at([]));
  },
});
