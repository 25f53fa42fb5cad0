import type { z } from 'zod';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { ChecklistEntry } from '../../../domain/matters/home-verification/checklist.ts';
import { FACT_QUESTIONS, type KnownFact, type RequestVerification } from '../../../domain/matters/home-verification/contract.ts';
import { homeVerification } from '../../../domain/matters/home-verification/home-verification.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { isOpen } from '../../../domain/matters/state.ts';
import { villageOf } from '../../../domain/territory/code.ts';
import type { OperationContext } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { beginMatter, findMatter, takeStep } from '../matters/index.ts';
import { householdFacts } from '../people/index.ts';

const SOURCE = '居民信息';

/** The facts we hold as entries to confirm, then the township's own questions. */
export function checklistOf(
  facts: Pick<NonNullable<Awaited<ReturnType<typeof householdFacts>>>, 'address' | 'members' | 'livingHere'>,
  asked: readonly KnownFact[],
  questions: readonly string[],
): ChecklistEntry[] {
  const known: Record<KnownFact, string> = {
    address: facts.address,
    'lives-here': facts.livingHere === 0 ? '全家外出' : facts.livingHere === facts.members ? '全家常住' : `${facts.livingHere} 人常住`,
    members: `${facts.members} 人`,
  };
  return [
    ...asked.map((fact) => ({
      key: fact,
      question: FACT_QUESTIONS[fact],
      known: known[fact] ? { value: known[fact], source: SOURCE } : null,
    })),
    ...questions.map((question, at) => ({ key: `question-${at + 1}`, question, known: null })),
  ];
}

/** Asks a village to check a household at home, with what we hold filled in (2.4). */
export async function requestVerification(context: OperationContext<z.output<typeof RequestVerification>, undefined>) {
  const { tx, input, now, actor } = context;
  if (actor.kind !== 'staff') throw notFound();
  if (!input.facts.length && !input.questions.length) throw invalid('questions', '请写明要核查什么');
  if (new Set(input.facts).size !== input.facts.length) throw invalid('facts', '同一项选了两次。');
  if (input.due <= dateOfDay(dayOf(now))) throw invalid('due', '请给村里留出至少一天。');
  const household = await householdFacts(tx, actor.body.territory.slice(0, 6), input.household);
  if (!household) throw invalid('household', '没有找到这一户。');
  const application = input.application ? await findMatter(tx, input.application) : null;
  if (input.application && !application) throw invalid('application', '没有找到这份申请。');
  if (application && !isOpen(application.state.status)) throw invalid('application', '这份申请已经办完。');
  const checklist = checklistOf(household, input.facts, input.questions);
  const { id, number, state } = await beginMatter(
    homeVerification,
    context,
    {
      words: input.words,
      village: villageOf(household.grid),
      grid: household.grid,
      attachments: [],
      address: household.address,
      category: 'home-verification',
      household: input.household,
      application: application && { id: application.id, number: application.number },
      due: input.due,
      checklist,
    },
    'portal',
    null,
  );
  // Its people hear of the visit before somebody knocks.
  if (application && definitionOf(application.kind, application.version).steps['verification-asked'])
    await takeStep({
      ...{ tx, app: context.app, now, row: application, refs: {}, knowledge: { reportedByActor: false }, channel: 'portal' },
      actor: { kind: 'system', name: '系统', county: application.county },
      step: 'verification-asked',
      input: { due: input.due, questions: checklist.map(({ question }) => question) },
    });
  context.audit({
    kind: 'look',
    county: actor.body.territory.slice(0, 6),
    territory: household.grid,
    matterId: id,
    purpose: '要求入户核查',
    detail: { household: input.household },
  });
  return { id, number, holder: state.holder.name, due: state.deadlines.answer };
}
