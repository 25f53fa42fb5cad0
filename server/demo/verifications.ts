import type { StaffActor } from '../../domain/accounts/actor.ts';
import type { CheckedAnswer, ChecklistEntry, Outcome } from '../../domain/matters/home-verification/checklist.ts';
import { homeVerification } from '../../domain/matters/home-verification/home-verification.ts';
import { outcomeTold } from '../../domain/matters/home-verification/story.zh.ts';
import { checklistOf } from '../modules/verifications/index.ts';
import type { Beat, Wait } from './beats.ts';
import { carrierOf } from './hand-overs.ts';
import type { DemoHousehold } from './people.ts';
import type { Ground, Plan, Walked } from './walk.ts';
import { VERIFICATION_WORDS } from './words/index.ts';

export type About = keyof typeof VERIFICATION_WORDS;

export interface Asked {
  household: DemoHousehold;
  about: About;
  askedAt: Date;
  /** The day it is wanted by. */
  due: string;
  /** The application it is asked for; walked before. */
  application?: () => Walked;
}

/** What a visit can tell: who went, and what the township asked. */
interface Visit {
  about: About;
  checklist: readonly ChecklistEntry[];
  worker: StaffActor;
}

const SOON: Wait = { work: [20, 120] };
export const take: Beat = { step: 'take', by: 'centre', wait: { work: [30, 300] } };

export const planned = ({ worker }: Visit): Beat => ({ step: 'plan', by: 'station', wait: SOON, input: { worker: worker.name } });

/** Everything was checked; `differs` where what we hold of the household is no longer so. */
export function checked(
  { about, checklist, worker }: Visit,
  wait: Wait,
  how: { differs?: boolean; onPaper?: boolean } = {},
): Beat & { answers: CheckedAnswer[] } {
  const { found, differs, words } = VERIFICATION_WORDS[about];
  const last = checklist.findLast((entry) => entry.known)?.key;
  const answers = checklist.map(({ key }): CheckedAnswer => {
    if (key.startsWith('question-')) return { key, finding: 'answered', value: found[Number(key.slice(9)) - 1] ?? '' };
    if (how.differs && key === last) return { key, finding: 'different', value: differs };
    return { key, finding: 'as-known', value: '' };
  });
  return {
    step: 'report',
    by: 'holder',
    actor: worker,
    wait,
    input: { outcome: 'checked', answers, onPaper: how.onPaper ?? false, words },
    answers,
  };
}

/** Nobody could look: refused, not there, moved away. */
export const withoutEntry = ({ worker }: Visit, outcome: Exclude<Outcome, 'checked'>, words: string, wait: Wait): Beat => ({
  step: 'report',
  by: 'holder',
  actor: worker,
  wait,
  input: { outcome, answers: [], words },
});

export const again = (words: string, due: string): Beat => ({ step: 'check-again', by: 'centre', wait: SOON, input: { words, due } });

/** Makes plans of home verifications with what is held of the household filled in. */
export class Verifications {
  readonly plans: Plan[] = [];
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  ask({ household, about, askedAt, due, application }: Asked, then: (visit: Visit) => readonly Beat[] = () => []): void {
    const { cast } = this.#ground;
    const [clerk] = cast.workers(cast.centre.id, 'window-clerk');
    if (!clerk) throw new Error('no clerk at the window');
    const visit = this.#visit(household, about);
    this.plans.push({
      definition: homeVerification,
      filedAt: askedAt,
      channel: 'portal',
      speaker: null,
      filedBy: clerk,
      village: household.village,
      grid: household.grid,
      photos: [],
      form: () => {
        const matter = application?.();
        return {
          words: VERIFICATION_WORDS[about].about,
          address: household.address,
          household: household.id,
          application: matter ? { id: matter.id, number: matter.number } : null,
          due,
          checklist: visit.checklist,
        };
      },
      beats: then(visit),
    });
  }

  /** The application hears that somebody will come: the beat for its plan. */
  told({ household, about, askedAt, due }: Asked): Beat {
    const questions = this.#visit(household, about).checklist.map(({ question }) => question);
    return { step: 'verification-asked', by: 'system', wait: { at: askedAt }, input: { due, questions } };
  }

  /** Asks for an application, is answered at `at`, and the application hears of both: the beats for its plan. */
  forApplication(asked: Asked, at: Date): Beat[] {
    let outcome = '';
    this.ask(asked, (visit) => {
      const report = checked(visit, { at });
      outcome = outcomeTold('checked', report.answers, visit.checklist);
      return [planned(visit), report, take];
    });
    const heard = new Date(at.getTime() + 4_000);
    return [
      this.told(asked),
      { step: 'verified', by: 'system', wait: { at: heard }, input: { outcome, words: VERIFICATION_WORDS[asked.about].words } },
    ];
  }

  #visit({ village, grid, address, members }: DemoHousehold, about: About): Visit {
    const { facts, questions } = VERIFICATION_WORDS[about];
    const livingHere = members.filter(({ presence }) => presence === 'here').length;
    return {
      about,
      checklist: checklistOf({ address, members: members.length, livingHere }, facts, questions),
      worker: carrierOf(this.#ground.cast, village, grid),
    };
  }
}
