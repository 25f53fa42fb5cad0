import { type BodyKind, type Level, levelOf } from '../bodies/body.ts';
import { opinion } from '../policy/law.ts';
import { broken, holds, named, notApplicable, rule, share, warns } from '../policy/rule.ts';
import { dueTitleIn, kindTitleOf } from './kinds.ts';

const SOLVED = opinion(4, '网格里的事由村服务站解决，解决不了的报到乡镇。');

/** The matters of a village: how the periods of the last days ended, and what is late now. */
export interface OnTimeFacts {
  /** How many days back is counted; the parameter `board.on-time`. */
  days: number;
  /** Matters filed in these days. */
  filed: number;
  /** Of each kind of matter in the hands of each level: turns that had to be signed and those signed in time; answers likewise. */
  turns: readonly { kind: string; holder: Level; toSign: number; signed: number; toAnswer: number; answered: number }[];
  /** Open matters past a deadline: id, number, kind, who holds it, what is late. */
  late: readonly { id: string; number: string; kind: string; holder: string; holderKind: BodyKind; what: 'sign' | 'answer' }[];
}

/** How much fell due and how much of it was done in time. */
interface Share {
  due: number;
  inTime: number;
}

/** What fell due, under the words each kind has for it: 诉求按时签收, 代办按时交到镇里. */
function sharesOf(turns: OnTimeFacts['turns']): Map<string, Share> {
  const shares = new Map<string, Share>();
  for (const { kind, holder, toSign, signed, toAnswer, answered } of turns) {
    for (const [clock, due, inTime] of [
      ['sign', toSign, signed],
      ['answer', toAnswer, answered],
    ] as const) {
      const title = `${kindTitleOf(kind)}按时${dueTitleIn(kind, clock, holder)}`;
      const before = shares.get(title) ?? { due: 0, inTime: 0 };
      if (due) shares.set(title, { due: before.due + due, inTime: before.inTime + inTime });
    }
  }
  return shares;
}

const MOST_LISTED = 10;

/** Matters are signed and answered in time, whatever a kind calls that (4.8). What is late now breaks it, what was late in the period warns. */
export const mattersOnTime = rule({
  id: 'matters-on-time',
  title: '各类事项都按时办',
  clause: '4.8',
  inPrinciple: false,
  sources: () => [SOLVED],
  from: SOLVED.from,
  until: null,
  topics: ['matters'],
  act: { title: '去看超期的件', roles: ['station-worker', 'station-head', 'dispatcher', 'office-staff', 'department-staff', 'supervisor'] },
  judge: ({ days, filed, turns, late }: OnTimeFacts, { place }) => {
    if (!filed && !late.length) return notApplicable(`${days} 天里没有收到要办的事。`);
    const shares = sharesOf(turns);
    const said = [
      ...[...shares].map(([title, { due, inTime }]) => `${days} 天里${title}：${share(inTime, due)}，分母是到期该办的。`),
      ...late
        .slice(0, MOST_LISTED)
        .map(
          ({ number, kind, holder, holderKind, what }) =>
            `${number} 在${holder}，还没有${dueTitleIn(kind, what, levelOf(holderKind))}，已经超期。`,
        ),
      ...(late.length > MOST_LISTED ? [`另有 ${late.length - MOST_LISTED} 件超期。`] : []),
    ];
    const path = `/?tab=all&territory=${place.code}`;
    const [only, more] = late;
    if (only)
      return broken(
        `有 ${late.length} 件超期：${named(late.map(({ number }) => number))}。`,
        said,
        more ? `/?tab=overdue&territory=${place.code}` : `/matters/${only.id}`,
      );
    const missed = [...shares.values()].reduce((sum, { due, inTime }) => sum + due - inTime, 0);
    if (missed) return warns(`现在没有超期的件，${days} 天里有 ${missed} 次没有按时。`, said, path);
    if (shares.size === 0) return holds(`${days} 天里的 ${filed} 件都还没有到期。`, said, path);
    return holds(`${days} 天里该办的都按时办了。`, said, path);
  },
});
