import { opinion } from '../policy/law.ts';
import { broken, holds, named, notApplicable, rule, share, warns } from '../policy/rule.ts';

const SOLVED = opinion(4, '网格里的事由村服务站解决，解决不了的报到乡镇。');

/** The matters of a village: how the periods of the last days ended, and what is late now. */
export interface OnTimeFacts {
  /** How many days back is counted; the parameter `board.on-time`. */
  days: number;
  /** Matters filed in these days. */
  filed: number;
  /** Turns that had to be signed and those signed in time; answers that were due and those given in time. */
  toSign: number;
  signed: number;
  toAnswer: number;
  answered: number;
  /** Open matters past a deadline: id, number, who holds it, what is late. */
  late: readonly { id: string; number: string; holder: string; what: 'sign' | 'answer' }[];
}

const WHAT = { sign: '还没有签收', answer: '还没有答复' } as const;
const MOST_LISTED = 10;

/** Matters are signed and answered in time (4.8). What is late now breaks it, what was late in the period warns. */
export const mattersOnTime = rule({
  id: 'matters-on-time',
  title: '诉求按时签收、按时答复',
  clause: '4.8',
  inPrinciple: false,
  sources: () => [SOLVED],
  from: SOLVED.from,
  until: null,
  topics: ['matters'],
  act: { title: '去看超期的件', roles: ['station-worker', 'station-head', 'dispatcher', 'office-staff', 'department-staff', 'supervisor'] },
  judge: ({ days, filed, toSign, signed, toAnswer, answered, late }: OnTimeFacts, { place }) => {
    if (!filed && !late.length) return notApplicable(`${days} 天里没有收到诉求。`);
    const said = [
      `${days} 天里按时签收：${share(signed, toSign)}，分母是到期该签收的。`,
      `${days} 天里按时答复：${share(answered, toAnswer)}，分母是到期该答复的。`,
      ...late.slice(0, MOST_LISTED).map(({ number, holder, what }) => `${number} 在${holder}，${WHAT[what]}，已经超期。`),
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
    const missed = toSign - signed + (toAnswer - answered);
    if (missed) return warns(`现在没有超期的件，${days} 天里有 ${missed} 次没有按时。`, said, path);
    if (!toSign && !toAnswer) return holds(`${days} 天里的 ${filed} 件都还没有到期。`, said, path);
    return holds(`${days} 天里都按时签收、按时答复。`, said, path);
  },
});
