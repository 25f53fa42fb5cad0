import type { z } from 'zod';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { ChecklistEntry } from '../../../domain/matters/home-verification/checklist.ts';
import { FACT_QUESTIONS, type KnownFact, type RequestVerification } from '../../../domain/matters/home-verification/contract.ts';
import { homeVerification } from '../../../domain/matters/home-verification/home-verification.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { villageOf } from '../../../domain/territory/code.ts';
import type { OperationContext } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { beginMatter, takeStep } from '../matters/index.ts';
import type { HouseholdFacts } from '../people/index.ts';
import { aboutOf, knownOf, looksAtHousehold } from './about.ts';

const SOURCE = '居民信息';

/** The facts we hold as entries to confirm, then the township's own questions. */
export function checklistOf(
  facts: Pick<HouseholdFacts, 'address' | 'members' | 'livingHere'>,
  asked: readonly KnownFact[],
  questions: readonly string[],
): ChecklistEntry[] {
  const known = knownOf(facts);
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
  const about = await aboutOf(tx, actor, input);
  const { application, household, facts } = about;
  const checklist = checklistOf(facts, input.facts, input.questions);
  const { id, number, state } = await beginMatter(
    homeVerification,
    context,
    {
      words: input.words,
      village: villageOf(facts.grid),
      grid: facts.grid,
      attachments: [],
      address: facts.address,
      category: 'home-verification',
      household,
      members: facts.persons,
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
  for (const look of looksAtHousehold(actor, about, id)) context.audit(look);
  return { id, number, holder: state.holder.name, due: state.deadlines.answer };
}
